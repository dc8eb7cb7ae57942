using GradWatch.Demo.Experiments;
using GradWatch.Reports;

namespace GradWatch.Demo.Charts;

/// <summary>The vertical axis of all panels: decades of the gradient norm, from the smallest to the largest of all runs.</summary>
internal sealed record NormAxis(double Low, double High)
{
    /// <summary>The usual range of a gradient norm, always shown.</summary>
    internal const double UsualLow = 1e-2;
    internal const double UsualHigh = 1e1;

    private const int Every = 6;

    internal static NormAxis Of(IReadOnlyList<Told> told)
    {
        double[] norms = [.. told.SelectMany(one => new[] { one.Before.Norm, one.After.Norm }).SelectMany(norm => new[] { norm.Min, norm.Max })
            .Where(norm => norm > 0 && double.IsFinite(norm)).Append(UsualLow)];
        return new NormAxis(Math.Floor(Math.Log10(norms.Min())) - 0.5, Math.Ceiling(Math.Log10(norms.Max())) + 0.5);
    }

    /// <summary>0 at the lower end, 1 at the upper.</summary>
    internal double At(double norm) => Math.Clamp((Math.Log10(norm) - Low) / (High - Low), 0, 1);

    internal IEnumerable<(double Norm, string Label)> Ticks()
    {
        for (int decade = (int)Math.Ceiling(Low / Every) * Every; decade <= High; decade += Every)
            yield return (Math.Pow(10, decade), decade == 0 ? "1" : $"1e{Wording.Figures.Plain(decade)}");
    }
}
