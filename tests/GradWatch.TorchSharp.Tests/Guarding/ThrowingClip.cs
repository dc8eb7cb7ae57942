using GradWatch.TorchSharp.Guarding;
using GradWatch.TorchSharp.Watching;

namespace GradWatch.TorchSharp.Tests.Guarding;

internal sealed class ThrowingClip : IGradientClip
{
    public double? Clip(ReadOnlySpan<WatchedParameter> parameters, double norm) => throw new InvalidOperationException("a clip that throws");
}
