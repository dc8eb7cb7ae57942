using GradWatch.Diagnosis.Facts;

namespace GradWatch.Diagnosis.Causes;

/// <summary>A value past 65504, the largest of half precision: infinity, and NaN a step later.</summary>
internal sealed class HalfPrecisionOverflow : ICause
{
    private const double Near = 0.1;
    private const int Collapse = 5;
    // A norm sums squares, often in single precision: only one far beyond tells that the gradient is not half precision.
    private const double NormBeyond = 1e8;

    /// <inheritdoc/>
    public string Id => "half_precision_overflow";

    /// <inheritdoc/>
    public Weighing Weigh(RunFacts run) => OfRun(run).OfOrigin(run, Id);

    private static Weighing OfRun(RunFacts run)
    {
        var weighing = new Weighing(-Strength.Moderate);
        if (run.Precision is { Lowered: > 0 } precision)
            weighing.Support(
                precision.Lowered >= Collapse ? Strength.Strong : Strength.Moderate, "scale_lowered",
                precision.Lowered, precision.Scale, precision.LowestScale);
        if (run.FirstNonFinite is not { } step)
            return weighing.Oppose(Strength.Decisive, "always_finite");
        if (run.BadFromTheStart && run.Start is { NormIsFinite: false, LossIsFinite: true, Loss: < Usual.HalfMax } start)
            weighing.Support(Strength.Decisive, "start_norm_not_finite", start.Loss);
        OfSize(weighing, run, step);
        return weighing.AgainstVanishing(run);
    }

    private static void OfSize(Weighing weighing, RunFacts run, long step)
    {
        if (run.Precision.GradMax > Usual.HalfMax)
            weighing.Oppose(Strength.Excluding, "beyond_half", run.Precision.GradMax, Usual.HalfMax);
        else if (run.Norm is { Max: > NormBeyond } norm)
            weighing.Oppose(Strength.Decisive, "norm_beyond_half", norm.Max, Usual.HalfMax);
        else if (run.Precision.Scale > 1 && run.Precision.LastGradMax * run.Precision.Scale > Near * Usual.HalfMax)
            weighing.Support(Strength.Strong, "near_half_scaled", run.Precision.LastGradMax * run.Precision.Scale, Usual.HalfMax, step);
        else if (run.Precision.LastGradMax > Near * Usual.HalfMax)
            weighing.Support(Strength.Moderate, "near_half", run.Precision.LastGradMax, Usual.HalfMax, step);
        else if (double.IsNaN(run.Precision.GradMax) && run.Norm is { } near && near.Max > Near * Usual.HalfMax && near.Max < Usual.HalfMax / Near)
            weighing.Support(Strength.Moderate, "norm_near_half", near.Max, Usual.HalfMax, step);
        else if (run.Precision.LastGradMax < Near * Usual.HalfMax && run.OutOfTheBlue)
            weighing.Oppose(Strength.Weak, "far_from_half", run.Precision.LastGradMax, Usual.HalfMax);
    }
}
