using GradWatch.TorchSharp.Native;
using GradWatch.TorchSharp.Snapshots;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tracing.State;

/// <summary>Copies of a model's buffers (running means and the like), persistent or not.</summary>
internal sealed class BufferCopies : IDisposable
{
    private readonly List<(Tensor Buffer, Tensor Copy)> _copies = [];

    /// <summary>Makes room for the buffers; they are not copied yet.</summary>
    /// <param name="model">The model.</param>
    /// <param name="most">Bytes of buffers up to which they are kept; the largest are left out first.</param>
    internal BufferCopies(nn.Module model, long most)
    {
        using IDisposable quiet = no_grad();
        foreach (Tensor buffer in ModelSlots.Buffers(model).Select(slot => slot.Get()!).OrderBy(Bytes))
        {
            most -= Bytes(buffer);
            if (most < 0)
            {
                LeftOut++;
                continue;
            }
            Tensor copy = buffer.detach().clone();
            copy.DetachFromDisposeScope();
            _copies.Add((buffer, copy));
        }
    }

    /// <summary>Buffers that are too large to keep.</summary>
    internal int LeftOut { get; }

    /// <summary>Copies the buffers of now.</summary>
    internal void Keep()
    {
        foreach ((Tensor buffer, Tensor copy) in _copies)
            Copy(buffer, copy);
    }

    /// <summary>Puts the copies back.</summary>
    internal void Restore()
    {
        foreach ((Tensor buffer, Tensor copy) in _copies)
            Copy(copy, buffer);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach ((_, Tensor copy) in _copies)
            copy.Dispose();
        _copies.Clear();
    }

    private static unsafe void Copy(Tensor from, Tensor to)
    {
        if (from.IsInvalid || to.IsInvalid)
            return;
        nint source = from.Handle, target = to.Handle;
        if (NativeTensor.DeviceType(source) == NativeTensor.Cpu && NativeTensor.IsSparse(source) == 0
            && NativeTensor.IsContiguous(source) != 0 && NativeTensor.IsContiguous(target) != 0)
        {
            long bytes = NativeTensor.Count(source) * from.ElementSize;
            Buffer.MemoryCopy(NativeTensor.Data(source), NativeTensor.Data(target), bytes, bytes);
            return;
        }
        using IDisposable quiet = no_grad();
        using Tensor same = to.copy_(from);
    }

    private static long Bytes(Tensor tensor) => tensor.numel() * tensor.ElementSize;
}
