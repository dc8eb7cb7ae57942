using GradWatch.Detectors;
using GradWatch.Observations;

namespace GradWatch.Workloads.Recording;

/// <summary>Writes down what a live watch observes; finds nothing, and so changes nothing.</summary>
internal sealed class RunRecorder : IDetector, ISelective
{
    private static readonly Quantity[] Kept = [Quantity.GradNorm, Quantity.GradMax, Quantity.LearningRate, Quantity.LossScale];

    private readonly List<RecordedStep> _steps = [];

    public string Id => "recorder";

    internal IReadOnlyList<RecordedStep> Steps => _steps;

    public bool Watches(Quantity quantity) => Kept.Contains(quantity);

    public Finding? Observe(in Observation observation)
    {
        if (_steps.Count == 0 || _steps[^1].Step != observation.Step)
            _steps.Add(new RecordedStep(observation.Step));
        _steps[^1].Take(observation.Series, observation.Value);
        return null;
    }
}
