using GradWatch.Guard;

namespace GradWatch.TorchSharp.Guarding;

/// <summary>The guards that were asked for.</summary>
internal sealed class GuardSetup
{
    /// <summary>Clips in the order in which they act; made when a watch is attached.</summary>
    internal List<Func<IGradientClip>> Clips { get; } = [];

    internal GuardOptions Decisions { get; set; } = new();
}
