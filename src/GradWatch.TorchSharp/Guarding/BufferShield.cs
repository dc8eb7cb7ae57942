using GradWatch.TorchSharp.Native;
using GradWatch.TorchSharp.Snapshots;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Guarding;

/// <summary>The model's buffers as they were after the last good step: a forward pass on a bad batch has written into them by the time it is known.</summary>
/// <remarks>A large buffer that never changes (a mask, a table of positions) is left out after a few steps.</remarks>
internal sealed unsafe class BufferShield(nn.Module model) : IDisposable
{
    private const long Large = 1 << 16;
    private const int Watched = 16;

    private readonly NativeBlock _memory = new();
    private readonly List<Place> _places = [];
    private int _copies;

    /// <summary>Copies the buffers.</summary>
    internal void Copy()
    {
        if (_copies == 0 || _places.Exists(place => place.Buffer.IsInvalid))
            LookUp();
        foreach (Place place in _places)
            place.Changed |= place.CopyOut(_memory.At(place.Offset), _copies > 0);
        if (++_copies == Watched)
            _places.RemoveAll(place => place.Bytes >= Large && !place.Changed);
    }

    /// <summary>Puts the copies back.</summary>
    internal void PutBack()
    {
        foreach (Place place in _places)
            TensorBytes.CopyIn(_memory.At(place.Offset), place.Buffer);
    }

    /// <inheritdoc/>
    public void Dispose() => _memory.Dispose();

    private void LookUp()
    {
        _places.Clear();
        _copies = 0;
        long offset = 0;
        foreach (TensorSlot slot in ModelSlots.Buffers(model))
        {
            var place = new Place(slot.Get()!, offset);
            _places.Add(place);
            offset += NativeBlock.RoundUp(place.Bytes);
        }
        _memory.Reserve(offset);
    }

    private sealed class Place(Tensor buffer, long offset)
    {
        internal Tensor Buffer => buffer;

        internal long Offset => offset;

        internal long Bytes { get; } = TensorBytes.Length(buffer);

        internal bool Changed { get; set; }

        /// <summary>Copies the buffer; true when a large one is not what was copied before.</summary>
        internal bool CopyOut(byte* to, bool compare)
        {
            bool changed = compare && !Changed && Bytes >= Large && Differs(to);
            TensorBytes.CopyOut(buffer, to);
            return changed;
        }

        private bool Differs(byte* from)
        {
            if (!TensorBytes.LiesInOrder(buffer) || Bytes > int.MaxValue)
                return true;
            return !new ReadOnlySpan<byte>(from, (int)Bytes).SequenceEqual(new ReadOnlySpan<byte>(NativeTensor.Data(buffer.Handle), (int)Bytes));
        }
    }
}
