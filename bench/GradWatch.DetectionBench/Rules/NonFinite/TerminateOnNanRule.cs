namespace GradWatch.DetectionBench.Rules.NonFinite;

/// <summary>Keras and ignite TerminateOnNaN: the loss is NaN or infinite. The gradient is not looked at.</summary>
internal sealed class TerminateOnNanRule() : LossRule("Keras TerminateOnNaN")
{
    protected override Func<double, bool> OfLoss() => loss => !double.IsFinite(loss);
}
