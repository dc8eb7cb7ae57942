using GradWatch.Detectors;
using GradWatch.Episodes;
using GradWatch.TorchSharp;

namespace GradWatch.Workloads.Loops;

/// <summary>What one watch saw and said, as it happened.</summary>
internal sealed class WatchedPart
{
    internal WatchedPart(string name, TrainingWatch watch)
    {
        Name = name;
        Watch = watch;
        watch.Faulted += fault => Fault ??= fault.ToString();
        watch.Monitor.EpisodeOpened += Note;
        watch.Monitor.EpisodeWorsened += Note;
    }

    /// <summary>Empty where there is one watch only.</summary>
    internal string Name { get; }

    internal TrainingWatch Watch { get; }

    internal List<StepResult> Steps { get; } = [];

    /// <summary>The step that ran when the first warning or worse was told to a listener.</summary>
    internal long? FirstWarning { get; private set; }

    internal long? FirstCritical { get; private set; }

    internal string? Fault { get; private set; }

    private void Note(Episode episode)
    {
        long now = Steps.Count;
        if (episode.Severity >= Severity.Warning)
            FirstWarning ??= now;
        if (episode.Severity >= Severity.Critical)
            FirstCritical ??= now;
    }
}
