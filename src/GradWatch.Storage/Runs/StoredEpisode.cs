using GradWatch.Detectors;

namespace GradWatch.Storage.Runs;

/// <summary>An episode as it is kept: enough to list and search without waking the run's detectors.</summary>
public sealed record StoredEpisode
{
    /// <summary>Counted from zero in the order in which the run's episodes opened; stays the same while an episode goes on.</summary>
    public required int Number { get; init; }

    /// <summary>The id of the detector.</summary>
    public required string Detector { get; init; }

    /// <summary>The worst severity so far.</summary>
    public required Severity Severity { get; init; }

    /// <summary>The name of the series.</summary>
    public required string Series { get; init; }

    /// <summary>The tensor it is about, or that leads it; null when unknown.</summary>
    public string? Tensor { get; init; }

    /// <summary>The first step of what is described.</summary>
    public required long FirstStep { get; init; }

    /// <summary>The step at which the detector could first have said so.</summary>
    public required long AlarmStep { get; init; }

    /// <summary>The step of the last finding.</summary>
    public required long LastStep { get; init; }

    /// <summary>False while it goes on.</summary>
    public required bool Closed { get; init; }

    /// <summary>The worst finding as a sentence, in English.</summary>
    public required string English { get; init; }

    /// <summary>The worst finding as a sentence, in Russian.</summary>
    public required string Russian { get; init; }
}
