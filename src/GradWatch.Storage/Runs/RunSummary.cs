using GradWatch.Detectors;

namespace GradWatch.Storage.Runs;

/// <summary>A run in one line: what a list of a thousand shows of it. Written anew with every append.</summary>
public sealed record RunSummary
{
    /// <summary>The identity.</summary>
    public required string Id { get; init; }

    /// <summary>What people call it.</summary>
    public required string Name { get; init; }

    /// <summary>Where its numbers come from.</summary>
    public string Source { get; init; } = "";

    /// <summary>By which way they come.</summary>
    public string Format { get; init; } = "gradwatch";

    /// <summary>When it was created.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>When it was last written to.</summary>
    public required DateTimeOffset Updated { get; init; }

    /// <summary>How far it has come.</summary>
    public RunStatus Status { get; init; }

    /// <summary>Rows kept: a row is one step as it arrived, so a step that comes in parts is several rows.</summary>
    public long Rows { get; init; }

    /// <summary>Observations kept.</summary>
    public long Observations { get; init; }

    /// <summary>The lowest step; 0 when there is none.</summary>
    public long FirstStep { get; init; }

    /// <summary>The highest step; 0 when there is none.</summary>
    public long LastStep { get; init; }

    /// <summary>Series kept.</summary>
    public int Series { get; init; }

    /// <summary>Series that the limit kept out.</summary>
    public long RefusedSeries { get; init; }

    /// <summary>Observations that were lost before they could be written: a full disk, a database that was away.</summary>
    public long Lost { get; init; }

    /// <summary>The worst severity of its episodes; null when there is none.</summary>
    public Severity? Worst { get; init; }

    /// <summary>Episodes, of any severity.</summary>
    public int Episodes { get; init; }

    /// <summary>The detector of the worst episode, first in time; null when there is none.</summary>
    public string? WorstDetector { get; init; }

    /// <summary>The tensor that leads it; null when unknown.</summary>
    public string? WorstTensor { get; init; }

    /// <summary>Its first step.</summary>
    public long? WorstStep { get; init; }

    /// <summary>The last loss; null when none was logged.</summary>
    public double? LastLoss { get; init; }

    /// <summary>The largest finite gradient norm of the run; null when none was logged.</summary>
    public double? LargestNorm { get; init; }

    /// <summary>The step of the first NaN or infinity in loss or norm.</summary>
    public long? FirstNonFiniteStep { get; init; }

    /// <summary>Loss over the run: at most 48 bins, each its largest value; NaN and infinities win.</summary>
    public IReadOnlyList<double> LossLine { get; init; } = [];

    /// <summary>Gradient norm over the run: at most 48 bins, each its largest value; NaN and infinities win.</summary>
    public IReadOnlyList<double> NormLine { get; init; } = [];

    /// <summary>Names and values that trainer or people gave it.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>What a person wrote about it.</summary>
    public string Note { get; init; } = "";

    /// <summary>The verdict as written in data: <c>healthy</c>, <c>warning</c> or <c>critical</c>.</summary>
    public string Verdict => Worst switch
    {
        Severity.Critical => "critical",
        Severity.Warning => "warning",
        _ => "healthy",
    };
}
