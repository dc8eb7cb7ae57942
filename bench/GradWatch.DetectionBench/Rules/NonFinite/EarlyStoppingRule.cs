namespace GradWatch.DetectionBench.Rules.NonFinite;

/// <summary>Lightning EarlyStopping with its default check_finite, on the training loss; its divergence threshold has no default.</summary>
internal sealed class EarlyStoppingRule() : LossRule("Lightning check_finite")
{
    protected override Func<double, bool> OfLoss() => loss => !double.IsFinite(loss);
}
