namespace GradWatch.DetectionBench.Rules.Losses;

/// <summary>Soup's loss watchdog: above 3.0 for 5 steps. A NaN compares as false and starts the count anew.</summary>
internal sealed class SoupWatchdogRule() : LossRule("Soup watchdog, loss 3.0")
{
    private const double Limit = 3;
    private const int Patience = 5;

    protected override Func<double, bool> OfLoss()
    {
        int inARow = 0;
        return loss => (inARow = loss > Limit ? inARow + 1 : 0) >= Patience;
    }
}
