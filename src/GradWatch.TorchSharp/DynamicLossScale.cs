using static TorchSharp.torch;

namespace GradWatch.TorchSharp;

/// <summary>The factor by which half precision training multiplies its loss, so that small gradients do not vanish.</summary>
/// <remarks>Halved when a gradient overflows, whose step is skipped, and doubled after many steps without (Micikevicius et al. 2018). Factors
/// that are powers of two change no digit of a gradient unless it falls below the smallest number of its type.</remarks>
public sealed class DynamicLossScale
{
    private int _good;

    /// <summary>The scale at first; the usual 2^16.</summary>
    public double Initial { get; init; } = 65536;

    /// <summary>By what the scale grows.</summary>
    public double Growth { get; init; } = 2;

    /// <summary>By what the scale shrinks at an overflow.</summary>
    public double Backoff { get; init; } = 0.5;

    /// <summary>Steps in a row without overflow after which the scale grows.</summary>
    public int Interval { get; init; } = 2000;

    /// <summary>The scale never falls below it.</summary>
    public double Least { get; init; } = 1.0 / 65536;

    /// <summary>The scale never rises above it.</summary>
    public double Most { get; init; } = 16777216;

    /// <summary>The scale now.</summary>
    public double Value
    {
        get => field == 0 ? Initial : field;
        private set;
    }

    /// <summary>The loss times the scale: call <c>backward()</c> on it.</summary>
    public Tensor Scale(Tensor loss)
    {
        ArgumentNullException.ThrowIfNull(loss);
        return loss * Value;
    }

    /// <summary>Adapts the scale after a step.</summary>
    internal void Update(bool overflowed)
    {
        _good = overflowed ? 0 : _good + 1;
        if (overflowed)
            Value = Math.Max(Value * Backoff, Least);
        else if (_good % Interval == 0)
            Value = Math.Min(Value * Growth, Most);
    }
}
