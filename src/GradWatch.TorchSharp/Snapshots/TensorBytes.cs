using GradWatch.TorchSharp.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Snapshots;

/// <summary>Copies tensors to and from plain memory, bit for bit, in the order of their indices.</summary>
internal static unsafe class TensorBytes
{
    internal static long Length(Tensor tensor) => tensor.numel() * tensor.element_size();

    /// <summary>Copies the elements out. A tensor with gaps or on another device goes through a copy of its own.</summary>
    internal static void CopyOut(Tensor tensor, byte* to)
    {
        if (LiesInOrder(tensor))
        {
            Copy((byte*)NativeTensor.Data(tensor.Handle), to, Length(tensor));
            return;
        }
        using DisposeScope scope = NewDisposeScope();
        Tensor ordered = tensor.detach().cpu().contiguous();
        Copy((byte*)NativeTensor.Data(ordered.Handle), to, Length(ordered));
    }

    /// <summary>Overwrites the elements of a tensor of the same type and shape, which stays the same tensor.</summary>
    internal static void CopyIn(byte* from, Tensor tensor)
    {
        if (LiesInOrder(tensor))
        {
            Copy(from, (byte*)NativeTensor.Data(tensor.Handle), Length(tensor));
            return;
        }
        using DisposeScope scope = NewDisposeScope();
        using IDisposable grad = no_grad();
        Tensor ordered = empty(tensor.shape, tensor.dtype);
        Copy(from, (byte*)NativeTensor.Data(ordered.Handle), Length(ordered));
        tensor.detach().copy_(ordered);
    }

    internal static bool LiesInOrder(Tensor tensor) =>
        NativeTensor.DeviceType(tensor.Handle) == NativeTensor.Cpu && NativeTensor.IsContiguous(tensor.Handle) != 0;

    private static void Copy(byte* from, byte* to, long count) => Buffer.MemoryCopy(from, to, count, count);
}
