using GradWatch.Detectors;
using GradWatch.Observations;

namespace GradWatch.Episodes;

/// <summary>The findings of one detector on one series, joined: one incident is one episode.</summary>
public sealed record Episode
{
    /// <summary>Counted from zero in the order in which the run's episodes opened: it stays the same while an episode goes on.</summary>
    public int Number { get; init; }

    /// <summary>The id of the detector.</summary>
    public required string Detector { get; init; }

    /// <summary>The series it is about.</summary>
    public required Series Series { get; init; }

    /// <summary>The tensor it is about, or that leads it where norms of the tensors are known; null when unknown.</summary>
    public string? Tensor { get; init; }

    /// <summary>The worst severity among its findings.</summary>
    public required Severity Severity { get; init; }

    /// <summary>The first step of what is described; may lie before the alarm.</summary>
    public required long FirstStep { get; init; }

    /// <summary>The step at which the detector, reading in order, could first have said so.</summary>
    /// <remarks>Of an episode that is more than a note: the first finding that was. Never computed with later data.</remarks>
    public required long AlarmStep { get; init; }

    /// <summary>The step of the last finding.</summary>
    public required long LastStep { get; init; }

    /// <summary>False while it goes on, and at the end of a run that ends in it.</summary>
    public required bool Closed { get; init; }

    /// <summary>How many findings it joins.</summary>
    public required long Findings { get; init; }

    /// <summary>The finding that opened it.</summary>
    public required Finding First { get; init; }

    /// <summary>Its worst finding: the highest severity, then the largest excess.</summary>
    public required Finding Worst { get; init; }
}
