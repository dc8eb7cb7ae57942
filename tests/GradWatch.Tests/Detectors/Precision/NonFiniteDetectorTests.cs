using GradWatch.Detectors;
using GradWatch.Observations;
using Xunit;

namespace GradWatch.Tests.Detectors.Precision;

public sealed class NonFiniteDetectorTests
{
    private static readonly Series Clip = new(Quantity.ClipCoefficient);
    private static readonly Series Scale = new(Quantity.LossScale);
    private static readonly Series Weights = new(Quantity.ParamNorm);

    [Fact]
    public void A_NaN_loss_warns_at_once_and_is_critical_when_the_next_loss_is_no_number_either()
    {
        TrainingMonitor monitor = Observe((0, Watching.Loss, 1), (1, Watching.Loss, double.NaN));
        Assert.Equal(Severity.Warning, Assert.Single(monitor.Episodes).Severity);
        monitor.Observe(new Observation(2, Watching.Loss, double.PositiveInfinity));
        Assert.Equal(Severity.Critical, Assert.Single(monitor.Episodes).Severity);
        Assert.Equal(1, monitor.Episodes[0].AlarmStep);
    }

    [Fact]
    public void A_finite_next_loss_says_that_training_survived_and_leaves_it_a_warning()
    {
        TrainingMonitor monitor = Observe((0, Watching.Loss, 1), (1, Watching.Loss, double.NaN), (2, Watching.Loss, 1), (3, Watching.Loss, 1));
        monitor.Complete();
        Assert.Equal(Severity.Warning, Assert.Single(monitor.Episodes).Severity);
    }

    [Fact]
    public void A_NaN_loss_that_comes_back_is_critical_the_third_time()
    {
        TrainingMonitor monitor = Observe(
            (0, Watching.Loss, 1), (1, Watching.Loss, double.NaN), (2, Watching.Loss, 1), (3, Watching.Loss, double.NaN), (4, Watching.Loss, 1));
        Assert.Equal(Severity.Warning, Assert.Single(monitor.Episodes).Severity);
        monitor.Observe(new Observation(5, Watching.Loss, double.NaN));
        Assert.Equal(Severity.Critical, Assert.Single(monitor.Episodes).Severity);
    }

    [Fact]
    public void Parts_of_a_loss_may_be_undefined_while_the_loss_itself_is_known()
    {
        Series part = new(Quantity.Loss, null, "loss_mask");
        TrainingMonitor monitor = Observe(
            (0, Watching.Loss, 1), (0, part, double.NaN), (1, Watching.Loss, 1), (1, part, double.NaN), (2, Watching.Loss, 1));
        monitor.Complete();
        Assert.Empty(monitor.Episodes);
    }

    [Fact]
    public void A_run_that_ends_with_a_NaN_loss_is_critical()
    {
        TrainingMonitor monitor = Observe((0, Watching.Loss, 1), (1, Watching.Loss, double.NaN));
        monitor.Complete();
        Assert.Equal(Severity.Critical, Assert.Single(monitor.Episodes).Severity);
    }

    [Fact]
    public void A_NaN_loss_whose_step_was_skipped_is_a_warning_for_good()
    {
        TrainingMonitor monitor = Observe(
            (0, Watching.Loss, 1), (0, Clip, 1), (1, Watching.Loss, double.NaN), (1, Clip, 0), (2, Watching.Loss, 1), (2, Clip, 1));
        monitor.Complete();
        Assert.Equal(Severity.Warning, Assert.Single(monitor.Episodes).Severity);
    }

    [Fact]
    public void A_NaN_at_step_0_is_not_taken_for_skipped()
    {
        TrainingMonitor monitor = Observe((0, Watching.Loss, double.NaN));
        monitor.Complete();
        Assert.Equal(Severity.Critical, Assert.Single(monitor.Episodes).Severity);
    }

    [Fact]
    public void Overflows_that_loss_scaling_absorbs_are_no_incident_of_this_detector()
    {
        TrainingMonitor monitor = Observe(
            (0, Scale, 65536), (0, Watching.GradNorm, double.PositiveInfinity), (1, Scale, 32768),
            (1, Watching.GradNorm, double.PositiveInfinity), (2, Scale, 16384), (2, Watching.GradNorm, 1.5));
        Assert.DoesNotContain(monitor.Episodes, episode => episode.Detector == "non_finite");
        Assert.Equal(Severity.Info, monitor.Episodes.Max(episode => episode.Severity));
    }

    [Fact]
    public void Weights_that_are_not_finite_are_critical_at_once()
    {
        TrainingMonitor monitor = Observe((0, Weights, 3), (1, Weights, double.NaN));
        Assert.Equal(Severity.Critical, Assert.Single(monitor.Episodes).Severity);
    }

    [Fact]
    public void The_episode_is_about_what_came_first_and_there_is_only_one()
    {
        TrainingMonitor monitor = Observe(
            (5, Watching.GradNorm, double.PositiveInfinity), (6, Watching.Loss, double.NaN), (6, Watching.GradNorm, double.NaN),
            (6, Weights, double.NaN), (7, Watching.Loss, double.NaN));
        GradWatch.Episodes.Episode episode = Assert.Single(monitor.Episodes);
        Assert.Equal(Quantity.GradNorm, episode.Series.Quantity);
        Assert.Equal(5, episode.FirstStep);
    }

    private static TrainingMonitor Observe(params (long Step, Series Series, double Value)[] observations)
    {
        var monitor = new TrainingMonitor();
        foreach ((long step, Series series, double value) in observations)
            monitor.Observe(new Observation(step, series, value));
        return monitor;
    }
}
