using GradWatch.TorchSharp.Watching;
using TorchSharp;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Guarding;

/// <summary>g ← max(−c, min(c, g)) for each element. NaN stays NaN; an infinity becomes ±c.</summary>
/// <remarks>Of a sparse gradient each stored entry is clipped, before entries of the same place are added up.</remarks>
internal sealed class ValueClip(double limit) : IGradientClip
{
    /// <inheritdoc/>
    public double? Clip(ReadOnlySpan<WatchedParameter> parameters, double norm)
    {
        bool any = false;
        foreach (WatchedParameter parameter in parameters)
        {
            if (!parameter.HasGradient || !Exceeds(parameter))
                continue;
            Clamp(parameter);
            any = true;
        }
        return any ? GradientNorm.Of(parameters) : null;
    }

    private bool Exceeds(WatchedParameter parameter) =>
        parameter.Gradient.Max > limit || parameter.Gradient.PositiveInfinity > 0 || parameter.Gradient.NegativeInfinity > 0;

    private void Clamp(WatchedParameter parameter)
    {
        using (OpenedGradient opened = new(parameter))
        {
            if (opened.Handle == 0)
                return;
            if (GradientMemory.TryOpen(opened.Handle, out GradientMemory memory))
            {
                memory.Clamp(limit);
                return;
            }
        }
        using DisposeScope scope = NewDisposeScope();
        using IDisposable grad = no_grad();
        Tensor other = parameter.Tensor.grad!;
        (other.is_sparse ? other.SparseValues : other).clamp_(-limit, limit);
    }
}
