using Xunit;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tests;

/// <summary>Whether libtorch loads on this machine. Where its C++ runtime is too old the tests that train are skipped and say so.</summary>
internal static class LibTorch
{
    private static readonly Lazy<string?> Trouble = new(Load);

    /// <summary>Call it first in a test that trains.</summary>
    internal static void Require() => Assert.SkipUnless(Trouble.Value is null, Trouble.Value ?? "");

    internal static string? WhyNot => Trouble.Value;

    private static string? Load()
    {
        try
        {
            using Tensor one = ones(1);
            // On small networks two threads wait for each other more than they work.
            set_num_threads(1);
            return null;
        }
        catch (Exception fault) when (fault is TypeInitializationException or DllNotFoundException or NotSupportedException)
        {
            return $"libtorch does not load here: {fault.GetBaseException().Message}";
        }
    }
}
