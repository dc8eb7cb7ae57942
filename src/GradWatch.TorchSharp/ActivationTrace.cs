using System.Globalization;
using System.Text;
using GradWatch.Diagnosis.Origins;
using GradWatch.Wording;

namespace GradWatch.TorchSharp;

/// <summary>What every module returned, and the gradient that came back to it, in one run of a loss.</summary>
public sealed record ActivationTrace
{
    /// <summary>The optimizer step that comes next.</summary>
    public required long Step { get; init; }

    /// <summary>The loss; NaN when it is none, or was not computed.</summary>
    public required double Loss { get; init; }

    /// <summary>The modules that were called, in the order in which they returned first.</summary>
    public required IReadOnlyList<ModuleActivation> Modules { get; init; }

    /// <summary>Modules with parameters that no hook saw: called by <c>forward()</c>, within native layers, or not called.</summary>
    public required IReadOnlyList<string> Unseen { get; init; }

    /// <summary>Where a value that is not finite came up; null when there is none.</summary>
    public NonFiniteOrigin? Origin { get; init; }

    /// <summary>A table of plain text, a line a module.</summary>
    public override string ToString()
    {
        int width = Modules.Select(module => module.Name.Length).Append("module".Length).Max();
        StringBuilder text = new();
        Line("module", "calls", "rms", "max", "grad_norm");
        foreach (ModuleActivation module in Modules)
            Line(module.Name, Figures.Plain(module.Calls), Figures.Format(module.Rms), Figures.Format(module.Max), Figures.Format(module.GradientNorm));
        if (Origin is not null)
            text.Append(Origin.Summary).Append('\n');
        return text.ToString();

        void Line(string name, string calls, string rms, string max, string norm) =>
            text.Append(CultureInfo.InvariantCulture, $"{name.PadRight(width)} {calls,6} {rms,9} {max,9} {norm,9}\n");
    }
}
