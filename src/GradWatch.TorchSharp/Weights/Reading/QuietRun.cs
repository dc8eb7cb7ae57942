using TorchSharp;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Weights.Reading;

/// <summary>Runs a model without gradients and puts back what a forward pass changes: buffers (running statistics) and torch's
/// random numbers.</summary>
internal static class QuietRun
{
    internal static void Of(nn.Module model, Action run)
    {
        using Tensor numbers = get_rng_state();
        using DisposeScope scope = NewDisposeScope();
        using IDisposable still = no_grad();
        (Tensor Live, Tensor Kept)[] buffers = [.. model.named_buffers().Select(buffer => (buffer.buffer, buffer.buffer.clone()))];
        try
        {
            run();
        }
        finally
        {
            foreach ((Tensor live, Tensor kept) in buffers)
                live.copy_(kept);
            set_rng_state(numbers);
        }
    }
}
