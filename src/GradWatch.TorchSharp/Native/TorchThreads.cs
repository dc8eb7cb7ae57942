using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Native;

/// <summary>Runs work on libtorch's own threads, where its OpenMP runtime can be called (libgomp, on Linux); else on the calling thread.</summary>
/// <remarks>After a backward pass those threads wait for more work without sleeping: they start at once, and any other thread would
/// have to share their cores with them.</remarks>
internal sealed unsafe class TorchThreads
{
    private static readonly delegate* unmanaged<delegate* unmanaged<void*, void>, void*, uint, uint, void> Parallel = Find();

    private readonly int _most;
    private readonly GCHandle _self;
    private IParallelWork? _work;
    private Exception? _fault;
    private int _parts;
    private int _next;

    /// <param name="most">How many threads at most; 0 for as many as libtorch uses.</param>
    internal TorchThreads(int most)
    {
        _most = most;
        _self = GCHandle.Alloc(this, GCHandleType.Weak);
    }

    ~TorchThreads() => _self.Free();

    /// <summary>Does all parts, in any order; on several threads where it is worth it. Throws what one of them threw.</summary>
    internal void Run(IParallelWork work, int parts, bool worthwhile)
    {
        (_work, _parts, _next, _fault) = (work, parts, 0, null);
        int threads = worthwhile && parts > 1 && Parallel != null ? Count() : 1;
        if (threads > 1)
            Parallel(&DoPartsOf, (void*)GCHandle.ToIntPtr(_self), (uint)threads, 0);
        else
            DoParts();
        _work = null;
        if (_fault is not null)
            throw new AggregateException(_fault);
    }

    // A team of another size than libtorch's would be made anew each time, and libtorch's after it.
    private int Count()
    {
        int threads = get_num_threads();
        return _most == 0 || threads <= _most ? threads : 1;
    }

    private void DoParts()
    {
        try
        {
            for (int part = Interlocked.Increment(ref _next) - 1; part < _parts; part = Interlocked.Increment(ref _next) - 1)
                _work!.Do(part);
        }
        catch (Exception fault)
        {
            // An exception that left this frame on libtorch's thread would end the process.
            _fault = fault;
        }
    }

    [UnmanagedCallersOnly]
    private static void DoPartsOf(void* self) => ((TorchThreads)GCHandle.FromIntPtr((nint)self).Target!).DoParts();

    private static delegate* unmanaged<delegate* unmanaged<void*, void>, void*, uint, uint, void> Find()
    {
        bool found = NativeLibrary.TryLoad("LibTorchSharp", typeof(nn).Assembly, null, out nint library)
            & NativeLibrary.TryGetExport(library, "GOMP_parallel", out nint function);
        return found ? (delegate* unmanaged<delegate* unmanaged<void*, void>, void*, uint, uint, void>)function : null;
    }
}
