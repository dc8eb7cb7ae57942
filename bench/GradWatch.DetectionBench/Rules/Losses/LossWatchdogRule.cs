namespace GradWatch.DetectionBench.Rules.Losses;

/// <summary>axolotl's loss watchdog: above a threshold for 3 steps; it has no default, twice the first loss is what it suggests.</summary>
/// <remarks>A NaN compares as false and starts the count anew.</remarks>
internal sealed class LossWatchdogRule() : LossRule("axolotl watchdog, 2× first")
{
    private const double TimesFirst = 2;
    private const int Patience = 3;

    protected override Func<double, bool> OfLoss()
    {
        double? limit = null;
        int inARow = 0;
        return loss =>
        {
            limit ??= TimesFirst * loss;
            inARow = loss > limit ? inARow + 1 : 0;
            return inARow >= Patience;
        };
    }
}
