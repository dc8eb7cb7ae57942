using GradWatch.TorchSharp.Checks;
using GradWatch.Detectors;
using GradWatch.TorchSharp.Architecture;
using GradWatch.TorchSharp.Inputs;
using GradWatch.TorchSharp.Weights;
using GradWatch.Wording;

namespace GradWatch.TorchSharp;

/// <summary>What there is to say before a training begins.</summary>
public sealed record PreflightReport
{
    /// <summary>The weights beside what their fans call for.</summary>
    public required InitializationCheckReport Initialization { get; init; }

    /// <summary>How the model is built.</summary>
    public required ArchitectureReport Architecture { get; init; }

    /// <summary>The inputs; null where no batch was given.</summary>
    public InputCheckReport? Inputs { get; init; }

    /// <summary>All findings, the worst first.</summary>
    public IReadOnlyList<CheckFinding> Findings =>
        Checks.Findings.Ordered([.. Inputs?.Findings ?? [], .. Initialization.Findings, .. Architecture.Findings]);

    /// <summary>The worst severity; null when there is nothing to say.</summary>
    public Severity? Worst => Checks.Findings.Worst(Findings);

    /// <summary><c>critical</c>, <c>warning</c> or <c>healthy</c>.</summary>
    public string Verdict => Checks.Findings.Verdict(Findings);

    /// <summary>Writes the verdict, and the findings with what to do about them.</summary>
    public void Write(TextWriter output, Language language = Language.English)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.WriteLine(Texts.Get(language, "prevention.preflight." + Verdict));
        if (Findings.Count > 0)
            Checks.Findings.Write(Findings, output, language);
    }

    /// <summary>Verdict and findings in English.</summary>
    public override string ToString()
    {
        using var text = new StringWriter();
        Write(text);
        return text.ToString();
    }
}
