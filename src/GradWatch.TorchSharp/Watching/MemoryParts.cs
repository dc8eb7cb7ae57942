using GradWatch.TorchSharp.Native;

namespace GradWatch.TorchSharp.Watching;

/// <summary>Tensors cut into parts that several threads share, the same way each time: results do not depend on who did which.</summary>
internal sealed class MemoryParts
{
    // Below this many bytes one thread is done before others have begun.
    private const long Worthwhile = 2 << 20;

    private TensorMemory[] _parts = new TensorMemory[64];
    private long _bytes;

    internal int Count { get; private set; }

    /// <summary>Whether several threads are faster than one.</summary>
    internal bool AreWorthSharing => _bytes > Worthwhile;

    internal ref readonly TensorMemory this[int part] => ref _parts[part];

    internal void Clear() => (Count, _bytes) = (0, 0);

    /// <summary>Adds the parts of a tensor and says at which number they begin.</summary>
    internal int Add(in TensorMemory memory)
    {
        int first = Count, parts = memory.Parts;
        if (first + parts > _parts.Length)
            Array.Resize(ref _parts, Math.Max(2 * _parts.Length, first + parts));
        for (int part = 0; part < parts; part++)
            _parts[Count++] = memory.Part(part);
        _bytes += memory.Bytes;
        return first;
    }
}
