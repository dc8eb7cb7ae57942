using GradWatch.Observations;

namespace GradWatch.Diagnosis.Facts;

/// <summary>What speaks for or against half precision.</summary>
/// <param name="Scale">The loss scale at its highest; NaN when none was logged.</param>
/// <param name="LowestScale">At its lowest.</param>
/// <param name="Lowered">How many times it was lowered.</param>
/// <param name="GradMax">The largest finite max |g|; NaN when it was not logged.</param>
/// <param name="LastGradMax">The last finite max |g| before the first value that is not finite; NaN when there is none.</param>
internal sealed record Precision(double Scale, double LowestScale, int Lowered, double GradMax, double LastGradMax)
{
    internal static Precision Of(RunRecord record)
    {
        SeriesTrace? scale = record.Find(Quantity.LossScale), max = record.Find(Quantity.GradMax);
        int lowered = 0;
        double before = double.NaN;
        foreach (Reading reading in Reading.Of(scale))
        {
            if (reading.Value < before)
                lowered++;
            before = reading.Value;
        }
        return new Precision(
            scale?.Max ?? double.NaN, scale?.Min ?? double.NaN, lowered, max?.Max ?? double.NaN,
            Reading.Of(max).TakeWhile(reading => double.IsFinite(reading.Peak)).Select(reading => reading.Value).LastOrDefault(double.NaN));
    }
}
