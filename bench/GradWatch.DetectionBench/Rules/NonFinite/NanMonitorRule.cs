namespace GradWatch.DetectionBench.Rules.NonFinite;

/// <summary>Composer NaNMonitor: the loss is NaN. An infinite loss passes.</summary>
internal sealed class NanMonitorRule() : LossRule("Composer NaNMonitor")
{
    protected override Func<double, bool> OfLoss() => double.IsNaN;
}
