using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Rates;

/// <summary>Raises the learning rate linearly over the first steps, beside any scheduler: <c>using (warmUp.Begin()) optimizer.step();</c></summary>
/// <remarks>The scheduled rates are put back after each step, so no scheduler sees the share: one that multiplies the rate it finds does not
/// multiply it twice, one that computes the rate anew does not lose it. After the last step nothing is touched any more.</remarks>
public sealed class WarmUp
{
    private readonly RateCut _rates;
    private readonly Turn _turn;

    /// <summary>Warms up every group of an optimizer.</summary>
    /// <param name="optimizer">Its groups' rates are read anew at each step.</param>
    /// <param name="steps">Steps until the whole rate, which the last of them has.</param>
    /// <param name="start">Share of the rate that the line begins above: 0 gives the first step 1/<paramref name="steps"/>.</param>
    public WarmUp(optim.Optimizer optimizer, int steps, double start = 0)
        : this([optimizer ?? throw new ArgumentNullException(nameof(optimizer))], steps, start)
    {
    }

    /// <summary>Warms up optimizers that step together.</summary>
    /// <inheritdoc cref="WarmUp(optim.Optimizer, int, double)"/>
    public WarmUp(IReadOnlyList<optim.Optimizer> optimizers, int steps, double start = 0)
    {
        ArgumentNullException.ThrowIfNull(optimizers);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        if (!(start >= 0 && start <= 1))
            throw new ArgumentOutOfRangeException(nameof(start), start, "A share is between 0 and 1.");
        (_rates, _turn, Steps, Start) = (new RateCut(optimizers), new Turn(this), steps, start);
    }

    /// <summary>Steps until the whole rate.</summary>
    public int Steps { get; }

    /// <summary>Share of the rate that the line begins above.</summary>
    public double Start { get; }

    /// <summary>Steps done. Set it where a training is taken up again.</summary>
    public long Step { get; set; }

    /// <summary>Share of the scheduled rate that the coming step has: up to 1.</summary>
    public double Factor => Step + 1 >= Steps ? 1 : Start + (1 - Start) * (Step + 1) / Steps;

    /// <summary>Sets the share; disposing of what is returned puts the scheduled rates back and counts the step. Nothing is allocated.</summary>
    public IDisposable Begin()
    {
        _rates.Cut(Factor);
        return _turn;
    }

    private sealed class Turn(WarmUp warmUp) : IDisposable
    {
        public void Dispose()
        {
            warmUp._rates.PutBack();
            warmUp.Step++;
        }
    }
}
