namespace GradWatch.DetectionBench.Rules.Losses;

/// <summary>SageMaker LossNotDecreasing: over 10 steps the loss fell by less than 0.1 %. A NaN compares as false: no alarm.</summary>
internal sealed class LossNotDecreasingRule() : LossRule("SageMaker LossNotDecreasing")
{
    private const int Steps = 10;
    private const double Percent = 0.1;

    protected override Func<double, bool> OfLoss()
    {
        double before = double.NaN;
        long row = 0;
        return loss =>
        {
            if (row++ % Steps != 0)
                return false;
            bool alarms = 100 * (before - loss) / Math.Abs(before) < Percent;
            before = loss;
            return alarms;
        };
    }
}
