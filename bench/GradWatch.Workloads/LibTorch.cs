using static TorchSharp.torch;

namespace GradWatch.Workloads;

/// <summary>Whether libtorch loads on this machine.</summary>
internal static class LibTorch
{
    internal static string? WhyNot()
    {
        try
        {
            using Tensor one = ones(1);
            return null;
        }
        catch (Exception fault) when (fault is TypeInitializationException or DllNotFoundException or NotSupportedException)
        {
            return $"libtorch does not load here: {fault.GetBaseException().Message} See build/require-libtorch.sh.";
        }
    }
}
