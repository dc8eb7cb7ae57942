using GradWatch.DetectionBench.Recordings;
using GradWatch.DetectionBench.Rules;
using GradWatch.DetectionBench.Rules.Norms;
using Xunit;

namespace GradWatch.DetectionBench.Tests.Rules;

public sealed class NormRulesTests
{
    private static readonly double[] Calm = [.. SomeRows.Calm(200)];

    [Fact]
    public void The_absolute_limit_is_a_hundred()
    {
        Assert.Equal([1, 2], new AbsoluteLimitsRule().OnNorms(100, 101, double.NaN));
        Assert.Equal([1, 2], new LayerMagnitudeRule(10).OnNorms(10, 11, 101, double.NaN));
        Assert.Equal([0], new LayerMagnitudeRule(10).On(new Row(0) { Norm = 5, LargestTensorNorm = 11 }));
    }

    [Fact]
    public void ZClip_tells_a_norm_off_by_more_than_two_and_a_half_deviations()
    {
        Assert.Equal([200], new ZClipRule().OnNorms([.. Calm, 2, 1]));
        Assert.Empty(new ZClipRule().OnNorms([.. Calm[..20], 100]));
    }

    [Fact]
    public void After_one_NaN_ZClip_never_tells_anything_again() =>
        Assert.Empty(new ZClipRule().OnNorms([.. Calm, double.NaN, .. SomeRows.Calm(1000), 100, 1000, 1e30]));

    [Fact]
    public void The_delayed_mean_is_blind_for_500_steps_and_then_tells_seven_and_a_half_times()
    {
        Assert.Empty(new DelayedMeanRule().OnNorms([.. Enumerable.Repeat(1.0, 499), 1e6]));
        Assert.Equal([600], new DelayedMeanRule().OnNorms([.. Enumerable.Repeat(1.0, 600), 7.6, 1]));
    }

    [Fact]
    public void A_NaN_in_the_delayed_mean_hides_a_hundredfold_spike() =>
        Assert.Empty(new DelayedMeanRule().OnNorms([.. Enumerable.Repeat(1.0, 50), double.NaN, .. Enumerable.Repeat(1.0, 549), 100]));

    [Fact]
    public void Megatron_tells_ten_times_the_largest_of_the_first_hundred()
    {
        Assert.Equal([100], new MegatronRule().OnNorms([.. Calm[..100], 11.1, 10.9]));
        Assert.Empty(new MegatronRule().OnNorms([.. Calm[..99], 11]));
        Assert.Equal([5], new MegatronRule().OnNorms([.. Calm[..5], double.NaN, 1]));
    }

    [Fact]
    public void Skip_step_wants_64_values_and_six_deviations()
    {
        Assert.Equal([64], new SkipStepRule().OnNorms([.. Calm[..64], 1.7]));
        Assert.Empty(new SkipStepRule().OnNorms([.. Calm[..63], 1.7]));
        Assert.Empty(new SkipStepRule().OnNorms([.. Calm[..64], 1.5]));
    }

    [Fact]
    public void After_one_NaN_skip_step_skips_all_of_the_next_128_steps()
    {
        IReadOnlyList<long> skipped = new SkipStepRule().OnNorms([.. Calm, double.NaN, .. SomeRows.Calm(200)]);
        Assert.Equal(Enumerable.Range(200, 129).Select(step => (long)step), skipped);
    }

    [Fact]
    public void A_constant_series_has_a_least_deviation_with_Levanter_only()
    {
        double[] almost = [.. Enumerable.Repeat(1.0, 100), 1.000001];
        Assert.Equal([100], new SkipStepRule().OnNorms(almost));
        Assert.Empty(SkipStepRule.Levanter.OnNorms(almost));
    }

    [Fact]
    public void A_NaN_is_no_spike_to_the_stability_monitor_and_hides_one_a_hundred_times_as_large()
    {
        Assert.Equal([200], new StabilityMonitorRule().OnNorms([.. Calm, 2, 1]));
        Assert.Empty(new StabilityMonitorRule().OnNorms([.. Calm, double.NaN, .. SomeRows.Calm(20), 100]));
    }

    [Fact]
    public void A_hundredfold_spike_hides_a_fivefold_one_from_the_stability_monitor() =>
        Assert.Equal([200], new StabilityMonitorRule().OnNorms([.. Calm, 100, .. SomeRows.Calm(10), 5]));

    [Fact]
    public void The_z_score_looks_both_ways()
    {
        Assert.Equal([200], new ZScoreRule().OnNorms([.. Calm, 1.4]));
        Assert.Equal([200], new ZScoreRule().OnLosses([.. Calm, 0.6]));
        Assert.Empty(new ZScoreRule().OnLosses([.. Calm, double.NaN, 100]));
    }

    [Fact]
    public void The_layer_ratio_is_of_the_first_to_the_last_weight()
    {
        Assert.Equal([1], new LayerRatioRule().On(Layers(0, 70, 1), Layers(1, 71, 1), Layers(2, double.NaN, 1)));
        Assert.Equal([0], new VanishingRatioRule().On(Layers(0, 9e-5, 1), Layers(1, 2e-4, 1), Layers(2, 9e-5, 1e-2), Layers(3, double.NaN, 1)));
        Assert.False(new LayerRatioRule().Reads(new Row(0) { Norm = 1, Loss = 1 }));
    }

    [Fact]
    public void A_vanished_norm_is_told() => Assert.Equal([1], new VanishingGradientRule().OnNorms(1e-6, 1e-8, double.NaN));

    private static Row Layers(long step, double first, double last) => new(step) { FirstLayerNorm = first, LastLayerNorm = last };
}
