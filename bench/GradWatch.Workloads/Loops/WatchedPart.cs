using GradWatch.Detectors;
using GradWatch.Episodes;
using GradWatch.TorchSharp;
using GradWatch.Workloads.Recording;
using static TorchSharp.torch;

namespace GradWatch.Workloads.Loops;

/// <summary>A model and its optimizer under a watch: what the watch saw and said, as it happened.</summary>
internal sealed class WatchedPart
{
    private readonly nn.Module _model;
    private readonly RunRecorder _recorder = new();
    private readonly List<StepResult> _steps = [];
    private WeightMeter? _weights;

    internal WatchedPart(string name, nn.Module model, optim.Optimizer optimizer, Action<WatchOptions>? guard = null)
    {
        Name = name;
        _model = model;
        Watch = TrainingWatch.Attach(model, optimizer, options =>
        {
            options.Detectors = [.. BuiltInDetectors.All(), _recorder];
            guard?.Invoke(options);
        });
        Watch.Faulted += fault => Fault ??= fault.ToString();
        Watch.Monitor.EpisodeOpened += Note;
        Watch.Monitor.EpisodeWorsened += Note;
    }

    /// <summary>Empty where there is one watch only.</summary>
    internal string Name { get; }

    internal TrainingWatch Watch { get; }

    internal IReadOnlyList<StepResult> Steps => _steps;

    /// <summary>The rows of the run; what the steps changed is in them only after <see cref="Record"/>.</summary>
    internal IReadOnlyList<RecordedStep> Recorded => _recorder.Steps;

    /// <summary>The step that ran when the first warning or worse was told to a listener.</summary>
    internal long? FirstWarning { get; private set; }

    internal long? FirstCritical { get; private set; }

    internal string? Fault { get; private set; }

    /// <summary>Measures from now on what every step does to the weights.</summary>
    internal void Record() => _weights = new WeightMeter(_model);

    internal void Step(Tensor loss)
    {
        _weights?.BeforeStep();
        StepResult result = Watch.Step(loss);
        _steps.Add(result);
        if (_weights is null)
            return;
        RecordedStep row = _recorder.Steps[^1];
        row.Result = result;
        row.Weights = _weights.AfterStep();
    }

    private void Note(Episode episode)
    {
        long now = _steps.Count;
        if (episode.Severity >= Severity.Warning)
            FirstWarning ??= now;
        if (episode.Severity >= Severity.Critical)
            FirstCritical ??= now;
    }
}
