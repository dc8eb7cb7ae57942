using GradWatch.Detectors;
using GradWatch.TorchSharp.Checks;
using GradWatch.Wording;

namespace GradWatch.TorchSharp.Weights;

/// <summary>A model's weights beside what their fans call for.</summary>
public sealed record InitializationCheckReport
{
    /// <summary>The weights that a rule fits or that something is said about, in order.</summary>
    public required IReadOnlyList<CheckedTensor> Tensors { get; init; }

    /// <summary>What there is to say, the worst first.</summary>
    public required IReadOnlyList<CheckFinding> Findings { get; init; }

    /// <summary>The worst severity; null when there is nothing to say.</summary>
    public Severity? Worst => Checks.Findings.Worst(Findings);

    /// <summary><c>critical</c>, <c>warning</c> or <c>healthy</c>.</summary>
    public string Verdict => Checks.Findings.Verdict(Findings);

    /// <summary>Writes the findings with what to do about them, and a line a tensor.</summary>
    public void Write(TextWriter output, Language language = Language.English)
    {
        ArgumentNullException.ThrowIfNull(output);
        Checks.Findings.Write(Findings, output, language);
        var table = new PlainTable(language, "name", "rule", "called", "observed", "times");
        foreach (CheckedTensor tensor in Tensors.Where(tensor => tensor.Rule is not null))
        {
            double observed = tensor.Spectrum?.Radius ?? tensor.Observed;
            table.Add(tensor.Name, tensor.Rule!, Figures.Format(tensor.Called), Figures.Format(observed), Figures.Format(tensor.Times));
        }
        table.Write(output);
    }

    /// <summary>Findings and table in English.</summary>
    public override string ToString()
    {
        using var text = new StringWriter();
        Write(text);
        return text.ToString();
    }
}
