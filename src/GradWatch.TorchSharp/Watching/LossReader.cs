using GradWatch.TorchSharp.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Watching;

/// <summary>Reads the value of a loss without a managed object for it.</summary>
internal static unsafe class LossReader
{
    /// <summary>The value of a tensor of one element, of any type and on any device.</summary>
    internal static double Read(Tensor loss)
    {
        if (!TensorMemory.TryOpen(loss.Handle, out TensorMemory memory))
            return ReadElsewhere(loss);
        return memory.Count == 1 ? memory.First : throw NotOneElement(memory.Count);
    }

    private static double ReadElsewhere(Tensor loss) => loss.numel() == 1 ? loss.ToDouble() : throw NotOneElement(loss.numel());

    private static InvalidOperationException NotOneElement(long count) =>
        new($"The loss has {count} elements: give the mean or sum that backward() was called on.");
}
