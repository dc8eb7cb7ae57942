using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tracing.Replays;

/// <summary>A copy on the way forward; on the way back it shows the gradient that passes and hands it on unchanged.</summary>
/// <remarks>A copy and not an alias: what follows may write into it. Gradients through it are the same to the bit.</remarks>
internal sealed class GradientProbe : autograd.SingleTensorFunction<GradientProbe>
{
    private const string Watcher = "watcher";

    /// <inheritdoc/>
    public override string Name => nameof(GradientProbe);

    /// <summary>The tensor with a probe on it.</summary>
    internal static Tensor On(Tensor tensor, Action<Tensor> watcher) => apply(tensor, watcher);

    /// <inheritdoc/>
    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        ctx.save_data(Watcher, vars[1]);
        return ((Tensor)vars[0]).clone();
    }

    /// <inheritdoc/>
    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor gradOutput)
    {
        try
        {
            ((Action<Tensor>)ctx.get_data(Watcher))(gradOutput);
        }
        catch (Exception)
        {
            // An exception would pass a native frame, and the process would end.
        }
        return [gradOutput, null!];
    }
}
