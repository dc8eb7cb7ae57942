using GradWatch.TorchSharp.Watching;

namespace GradWatch.TorchSharp.Guarding;

/// <summary>Makes gradients smaller, in place. One that is small enough is not touched: its bits stay.</summary>
internal interface IGradientClip
{
    /// <summary>Clips the gradients of a step, all finite unless the clip says that it takes others.</summary>
    /// <param name="parameters">Those that have gradients say so; their statistics are of before any clipping.</param>
    /// <param name="norm">The L2 norm of all gradients together, as it is now.</param>
    /// <returns>The norm afterwards; null when nothing was changed.</returns>
    double? Clip(ReadOnlySpan<WatchedParameter> parameters, double norm);
}
