using GradWatch.Detectors;
using GradWatch.TorchSharp.Checks;
using GradWatch.Wording;

namespace GradWatch.TorchSharp.Architecture;

/// <summary>What there is to say about how a model is built.</summary>
public sealed record ArchitectureReport
{
    /// <summary>Layers of the longest run without normalization between them.</summary>
    public required int Depth { get; init; }

    /// <summary>Time steps of the longest sequence given or seen; null where none is known.</summary>
    public long? SequenceLength { get; init; }

    /// <summary>What there is to say, the worst first.</summary>
    public required IReadOnlyList<CheckFinding> Findings { get; init; }

    /// <summary>The worst severity; null when there is nothing to say.</summary>
    public Severity? Worst => Checks.Findings.Worst(Findings);

    /// <summary><c>critical</c>, <c>warning</c> or <c>healthy</c>.</summary>
    public string Verdict => Checks.Findings.Verdict(Findings);

    /// <summary>Writes the findings with what to do about them.</summary>
    public void Write(TextWriter output, Language language = Language.English)
    {
        ArgumentNullException.ThrowIfNull(output);
        Checks.Findings.Write(Findings, output, language);
    }

    /// <summary>The findings in English.</summary>
    public override string ToString()
    {
        using var text = new StringWriter();
        Write(text);
        return text.ToString();
    }
}
