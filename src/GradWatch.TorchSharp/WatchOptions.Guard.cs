using GradWatch.Guard;
using GradWatch.TorchSharp.Guarding;

namespace GradWatch.TorchSharp;

/// <content>The guards. Each acts on <c>Step</c> alone: <c>Observe</c> merely watches.</content>
public sealed partial class WatchOptions
{
    private GuardSetup? _guard;

    /// <summary>Scales all gradients so that their L2 norm together is at most <paramref name="maxNorm"/>; a smaller norm is left as it is, to the bit.</summary>
    public WatchOptions ClipGradientNorm(double maxNorm = 1.0)
    {
        CheckPositive(maxNorm, nameof(maxNorm));
        return Clip(() => new NormClip(maxNorm));
    }

    /// <summary>Keeps every element of the gradients within ±<paramref name="limit"/>. NaN stays NaN, an infinity becomes ±limit.</summary>
    public WatchOptions ClipGradientValue(double limit)
    {
        CheckPositive(limit, nameof(limit));
        return Clip(() => new ValueClip(limit));
    }

    /// <summary>Keeps the gradient of each unit under <paramref name="ratio"/> of the norm of its weights, the last layer excepted (Brock et al. 2021).</summary>
    public WatchOptions ClipAdaptively(double ratio = 0.01) => ClipAdaptively(new AdaptiveClipOptions { Ratio = ratio });

    /// <summary>The same with all settings.</summary>
    public WatchOptions ClipAdaptively(AdaptiveClipOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        CheckPositive(options.Ratio, nameof(options.Ratio));
        CheckPositive(options.Floor, nameof(options.Floor));
        return Clip(() => new AdaptiveClip(options));
    }

    /// <summary>Clips by norm at a percentile of the run's own recent healthy norms (Seetharaman et al. 2020).</summary>
    public WatchOptions ClipAtPercentile(double percentile = 90) => ClipAtPercentile(new PercentileClipOptions { Percentile = percentile });

    /// <summary>The same with all settings.</summary>
    public WatchOptions ClipAtPercentile(PercentileClipOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        CheckPositive(options.Percentile, nameof(options.Percentile));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Percentile, 100, nameof(options.Percentile));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Warmup, 2, nameof(options.Warmup));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Window, options.Warmup, nameof(options.Window));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.OutlierRatio, 1, nameof(options.OutlierRatio));
        return Clip(() => new PercentileClip(options));
    }

    /// <summary>Does not step the optimizer when the loss or a gradient is not finite, and puts back buffers (BatchNorm) that the forward pass
    /// poisoned. After <paramref name="maxInARow"/> in a row it rolls back, where that is on, or asks the loop to stop.</summary>
    public WatchOptions SkipNonFiniteSteps(int maxInARow = 10)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxInARow, 1);
        return Decide(decisions => decisions with { Skip = new SkipOptions { MaxInARow = maxInARow } });
    }

    /// <summary>Cuts the learning rate of every group when training becomes unstable; schedulers neither lose the cut nor double it.</summary>
    public WatchOptions BackOffLearningRate(BackOffOptions? options = null)
    {
        BackOffOptions chosen = options ?? new();
        CheckShare(chosen.Factor, nameof(chosen.Factor));
        CheckShare(chosen.Minimum, nameof(chosen.Minimum));
        ArgumentOutOfRangeException.ThrowIfNegative(chosen.Patience, nameof(chosen.Patience));
        ArgumentOutOfRangeException.ThrowIfNegative(chosen.RecoverySteps, nameof(chosen.RecoverySteps));
        return Decide(decisions => decisions with { BackOff = chosen });
    }

    /// <summary>Keeps snapshots of model and optimizer and returns to the last good one when training breaks. Not for LBFGS.</summary>
    public WatchOptions RollBack(RollBackOptions? options = null)
    {
        RollBackOptions chosen = options ?? new();
        ArgumentOutOfRangeException.ThrowIfLessThan(chosen.Spacing, 1, nameof(chosen.Spacing));
        ArgumentOutOfRangeException.ThrowIfLessThan(chosen.Capacity, 1, nameof(chosen.Capacity));
        ArgumentOutOfRangeException.ThrowIfLessThan(chosen.Most, 1, nameof(chosen.Most));
        ArgumentOutOfRangeException.ThrowIfLessThan(chosen.Forgiven, 1, nameof(chosen.Forgiven));
        CheckShare(chosen.LearningRateFactor, nameof(chosen.LearningRateFactor));
        return Decide(decisions => decisions with { RollBack = chosen });
    }

    /// <summary>Asks the loop to stop (<c>watch.ShouldStop</c>) when training stays broken. Nothing is thrown and nothing stops by itself.</summary>
    public WatchOptions Stop(StopOptions? options = null)
    {
        StopOptions chosen = options ?? new();
        ArgumentOutOfRangeException.ThrowIfLessThan(chosen.Patience, 1, nameof(chosen.Patience));
        return Decide(decisions => decisions with { Stop = chosen });
    }

    private GuardSetup Guard
    {
        get
        {
            if (_guard is null)
            {
                GuardSetup setup = _guard = new GuardSetup();
                Guards.Add(attached => new TrainingGuard(attached, setup));
            }
            return _guard;
        }
    }

    internal WatchOptions Clip(Func<IGradientClip> make)
    {
        Guard.Clips.Add(make);
        return this;
    }

    private WatchOptions Decide(Func<GuardOptions, GuardOptions> change)
    {
        Guard.Decisions = change(Guard.Decisions);
        return this;
    }

    private static void CheckPositive(double value, string name)
    {
        if (!(value > 0) || !double.IsFinite(value))
            throw new ArgumentOutOfRangeException(name, value, "It must be above 0 and finite.");
    }

    private static void CheckShare(double value, string name)
    {
        if (!(value > 0 && value <= 1))
            throw new ArgumentOutOfRangeException(name, value, "It must be above 0 and at most 1.");
    }
}
