using GradWatch.Guard;
using GradWatch.TorchSharp.Watching;
using TorchSharp;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Guarding;

/// <summary>Adaptive clipping, unit by unit: ‖gᵢ‖ ≤ λ · max(‖wᵢ‖, ε). Brock et al. 2021.</summary>
internal sealed class AdaptiveClip(AdaptiveClipOptions options) : IGradientClip
{
    /// <inheritdoc/>
    public double? Clip(ReadOnlySpan<WatchedParameter> parameters, double norm)
    {
        bool any = false;
        ReadOnlySpan<char> last = LastLayer(parameters);
        foreach (WatchedParameter parameter in parameters)
        {
            if (!parameter.HasGradient || (!options.IncludeLastLayer && IsIn(parameter, last)))
                continue;
            any |= Clip(parameter);
        }
        return any ? GradientNorm.Of(parameters) : null;
    }

    // The module of the last parameter; a model that is one layer has no other, and that one is clipped.
    private static ReadOnlySpan<char> LastLayer(ReadOnlySpan<WatchedParameter> parameters)
    {
        ReadOnlySpan<char> last = parameters.IsEmpty ? "none" : ModuleOf(parameters[^1]);
        foreach (WatchedParameter parameter in parameters)
        {
            if (!IsIn(parameter, last))
                return last;
        }
        return "none";
    }

    private static bool IsIn(WatchedParameter parameter, ReadOnlySpan<char> module) => ModuleOf(parameter).SequenceEqual(module);

    private static ReadOnlySpan<char> ModuleOf(WatchedParameter parameter) => parameter.Name.AsSpan()[..Math.Max(0, parameter.Name.LastIndexOf('.'))];

    private bool Clip(WatchedParameter parameter)
    {
        using (OpenedGradient opened = new(parameter))
        {
            if (opened.Handle == 0)
                return false;
            if (GradientMemory.TryOpen(opened.Handle, out GradientMemory gradient)
                && GradientMemory.TryOpen(parameter.Tensor.Handle, out GradientMemory weight))
                return ClipInPlace(gradient, weight, Units(parameter.Tensor, gradient.Count));
        }
        return ClipElsewhere(parameter.Tensor);
    }

    private static long Units(Tensor weight, long count) => count > 0 && weight.ndim > 1 ? weight.size(0) : 1;

    private bool ClipInPlace(in GradientMemory gradient, in GradientMemory weight, long units)
    {
        bool any = false;
        long length = gradient.Count / units;
        for (long unit = 0; unit < units; unit++)
        {
            GradientMemory part = gradient.Slice(unit * length, length);
            double coefficient = Clipping.UnitCoefficient(
                part.Statistics().L2, weight.Slice(unit * length, length).Statistics().L2, options.Ratio, options.Floor);
            if (coefficient == 1)
                continue;
            part.Multiply(coefficient);
            any = true;
        }
        return any;
    }

    // Half precision, strided, on another device: the same by torch's operations. A sparse gradient is one unit a stored row.
    private bool ClipElsewhere(Tensor weight)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable grad = no_grad();
        Tensor gradient = weight.grad!;
        if (gradient.is_sparse)
            return false;
        Tensor limits = UnitNorms(weight).clamp_min(options.Floor).mul_(options.Ratio);
        Tensor coefficients = (limits / UnitNorms(gradient).clamp_min(1e-30)).clamp_(max: 1);
        if (!coefficients.lt(1).any().item<bool>())
            return false;
        gradient.mul_(coefficients.to(gradient.dtype));
        return true;
    }

    private static Tensor UnitNorms(Tensor tensor)
    {
        Tensor wide = tensor.detach().to(ScalarType.Float32);
        if (tensor.ndim < 2)
            return wide.norm();
        long[] shape = [tensor.shape[0], .. Enumerable.Repeat(1L, (int)tensor.ndim - 1)];
        return linalg.vector_norm(wide.flatten(1), 2.0, [1L], true).view(shape);
    }
}
