namespace GradWatch.Diagnosis.Facts;

/// <summary>The first row, where it is measured before the weights have moved: only the model, the data and the precision speak.</summary>
/// <param name="Loss">The loss; NaN when unknown or not a number.</param>
/// <param name="Norm">The gradient norm; NaN when unknown or not a number.</param>
/// <param name="LossIsFinite">False for a NaN or infinite first loss.</param>
/// <param name="NormIsFinite">False for a NaN or infinite first norm.</param>
/// <param name="Reach">‖g‖·‖w‖ / 2L; for a network of k layers and a squared loss Euler's theorem makes it k at least. NaN when unknown.</param>
internal sealed record Start(double Loss, double Norm, bool LossIsFinite, bool NormIsFinite, double Reach)
{
    /// <summary>Decades of the norm above the usual range, when it is past the limit to check at; else 0.</summary>
    internal double Decades => Norm > Usual.NormCheck ? Math.Log10(Norm / Usual.NormHigh) : 0;

    /// <summary>‖g‖ / L: what is amplified on the way back only; NaN when unknown.</summary>
    internal double PerLoss => LossIsFinite && NormIsFinite && Loss > 0 ? Norm / Loss : double.NaN;

    /// <summary>True when something is wrong before the first update.</summary>
    internal bool IsAbnormal => !LossIsFinite || !NormIsFinite || Norm > Usual.NormCheck || Loss > Usual.LossCheck;

    /// <summary>The first row; null where the log begins later.</summary>
    internal static Start? Of(Course? loss, Course? norm, Course? weights, Onset onset)
    {
        if (!onset.SeesFirstStep || (loss is null && norm is null))
            return null;
        double first = loss?.First ?? double.NaN, gradient = norm?.First ?? double.NaN;
        double reach = weights is null || !(first > 0) ? double.NaN : gradient * weights.First / (2 * first);
        return new Start(
            first, gradient, loss is null || double.IsFinite(first), norm is null || double.IsFinite(gradient),
            double.IsFinite(reach) ? reach : double.NaN);
    }
}
