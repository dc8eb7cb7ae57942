using GradWatch.Statistics;
using GradWatch.TorchSharp.Native;

namespace GradWatch.TorchSharp.Watching;

/// <summary>Reads every gradient once, before clipping: in place where its memory can be read, else with torch's own operations.</summary>
internal sealed class GradientReader(TorchThreads threads, bool neverInPlace) : IParallelWork
{
    private readonly MemoryParts _parts = new();
    private readonly TorchStatistics _elsewhere = new();
    private TensorStatistics[] _read = [];
    private nint[] _handles = [];

    /// <summary>How many parameters had a gradient when they were last read.</summary>
    internal int Found { get; private set; }

    /// <summary>The statistics of all gradients together; each parameter keeps its own.</summary>
    internal TensorStatistics Read(ReadOnlySpan<WatchedParameter> parameters)
    {
        if (_handles.Length < parameters.Length)
            _handles = new nint[parameters.Length];
        Found = 0;
        _parts.Clear();
        try
        {
            for (int i = 0; i < parameters.Length; i++)
                Open(parameters[i], ref _handles[i]);
            if (_read.Length < _parts.Count)
                _read = new TensorStatistics[_parts.Count];
            threads.Run(this, _parts.Count, _parts.AreWorthSharing);
            _elsewhere.Fetch();
            return Join(parameters);
        }
        finally
        {
            _elsewhere.Clear();
            foreach (ref nint handle in _handles.AsSpan())
            {
                if (handle != 0)
                    NativeTensor.Dispose(handle);
                handle = 0;
            }
        }
    }

    /// <inheritdoc/>
    public void Do(int part) => _read[part] = _parts[part].Statistics();

    private void Open(WatchedParameter parameter, ref nint handle)
    {
        parameter.HasGradient = false;
        if (parameter.IsGone)
            return;
        handle = NativeTensor.Gradient(parameter.Tensor.Handle);
        if (handle == 0)
            return;
        parameter.HasGradient = true;
        Found++;
        bool inPlace = TensorMemory.TryOpen(handle, out TensorMemory memory) && !neverInPlace;
        parameter.Part = inPlace ? _parts.Add(memory) : -1;
        parameter.PartCount = inPlace ? memory.Parts : _elsewhere.Add(parameter.Tensor.grad!);
    }

    private TensorStatistics Join(ReadOnlySpan<WatchedParameter> parameters)
    {
        TensorStatistics total = default;
        foreach (WatchedParameter parameter in parameters)
        {
            if (!parameter.HasGradient)
                continue;
            parameter.Gradient = parameter.Part < 0 ? _elsewhere[parameter.PartCount] : OfParts(parameter.Part, parameter.PartCount);
            total += parameter.Gradient;
        }
        return total;
    }

    private TensorStatistics OfParts(int first, int count)
    {
        TensorStatistics total = default;
        foreach (ref readonly TensorStatistics part in _read.AsSpan(first, count))
            total += part;
        return total;
    }
}
