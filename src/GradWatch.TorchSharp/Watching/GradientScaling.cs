using GradWatch.TorchSharp.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Watching;

/// <summary>Multiplies gradients in place: clipping, and taking a loss scale out.</summary>
internal sealed class GradientScaling : IParallelWork
{
    // Training threads are few, and each has its gradients.
    [ThreadStatic]
    private static GradientScaling? _ofThread;

    private readonly TorchThreads _threads = new(0);
    private readonly MemoryParts _parts = new();
    private double _factor;

    /// <summary>Multiplies every gradient with the same factor, each in its own precision.</summary>
    internal static void Multiply(ReadOnlySpan<WatchedParameter> parameters, double factor) =>
        (_ofThread ??= new GradientScaling()).MultiplyAll(parameters, factor);

    /// <inheritdoc/>
    public void Do(int part) => _parts[part].Multiply(_factor);

    // The gradients stay where they are: each belongs to its parameter, and nothing else runs meanwhile.
    private void MultiplyAll(ReadOnlySpan<WatchedParameter> parameters, double factor)
    {
        _factor = factor;
        _parts.Clear();
        foreach (WatchedParameter parameter in parameters)
        {
            if (!parameter.HasGradient)
                continue;
            nint gradient = NativeTensor.Gradient(parameter.Tensor.Handle);
            bool inPlace = gradient != 0 && TensorMemory.TryOpen(gradient, out TensorMemory memory) && memory.CanMultiply && Add(memory);
            if (gradient != 0)
                NativeTensor.Dispose(gradient);
            if (!inPlace)
                MultiplyElsewhere(parameter, factor);
        }
        _threads.Run(this, _parts.Count, _parts.AreWorthSharing);
    }

    private bool Add(in TensorMemory memory)
    {
        _parts.Add(memory);
        return true;
    }

    private static void MultiplyElsewhere(WatchedParameter parameter, double factor)
    {
        using IDisposable noGrad = no_grad();
        using DisposeScope scope = NewDisposeScope();
        parameter.Tensor.grad?.mul_(factor);
    }
}
