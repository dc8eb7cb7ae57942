using GradWatch.Detectors;
using GradWatch.Detectors.Gradients;
using GradWatch.Observations;
using GradWatch.Wording;
using Xunit;

namespace GradWatch.Tests.Detectors.Gradients;

public sealed class GradientSpikeDetectorTests
{
    private readonly GradientSpikeDetector _detector = new();

    [Fact]
    public void It_is_told_in_times_the_running_median_beside_what_the_run_s_own_history_reaches()
    {
        _detector.Feed(Watching.GradNorm, Alternating(60));
        Finding finding = Assert.Single(_detector.Feed(Watching.GradNorm, [50], 60));
        Assert.Matches(
            "^Gradient norm 50\\.0 at step 60: 50\\.\\d times its running median \\(0\\.990\\); the run’s own history reaches \\d\\.\\d\\d\\.$",
            finding.Sentence.ToString());
        Assert.Matches("^Норма градиента 50\\.0 на шаге 60: в 50\\.\\d раза больше своей текущей медианы", finding.Sentence.In(Language.Russian));
    }

    [Fact]
    public void Less_than_four_times_the_median_is_no_spike_however_calm_the_run() =>
        Assert.Empty(_detector.Feed(Watching.GradNorm, [.. Alternating(60), 3.9]));

    [Fact]
    public void From_ten_times_on_it_warns_where_no_loss_is_logged()
    {
        Assert.Equal(Severity.Info, Assert.Single(_detector.Feed(Watching.GradNorm, [.. Alternating(60), 9])).Severity);
        Assert.Equal(Severity.Warning, Assert.Single(_detector.Feed(Watching.GradNorm, [11], 61)).Severity);
    }

    [Fact]
    public void Beside_a_calm_loss_it_takes_twenty_times()
    {
        Calm(60);
        _detector.Observe(new Observation(60, Watching.Loss, 2));
        Assert.Equal(Severity.Info, _detector.Observe(new Observation(60, Watching.GradNorm, 15))!.Value.Severity);
        _detector.Observe(new Observation(61, Watching.Loss, 2.02));
        Assert.Equal(Severity.Warning, _detector.Observe(new Observation(61, Watching.GradNorm, 25))!.Value.Severity);
    }

    [Fact]
    public void Where_the_loss_jumps_on_the_same_step_five_times_the_median_warn()
    {
        Calm(60);
        _detector.Observe(new Observation(60, Watching.Loss, 3));
        Assert.Equal(Severity.Warning, _detector.Observe(new Observation(60, Watching.GradNorm, 5))!.Value.Severity);
    }

    [Fact]
    public void Thirty_norms_must_be_known_before_anything_is_improbable() =>
        Assert.Empty(_detector.Feed(Watching.GradNorm, [.. Alternating(29), 50]));

    private static IEnumerable<double> Alternating(int count) => Enumerable.Range(0, count).Select(i => i % 2 == 0 ? 0.99 : 1.01);

    private void Calm(int count)
    {
        for (int step = 0; step < count; step++)
        {
            _detector.Observe(new Observation(step, Watching.Loss, step % 2 == 0 ? 2 : 2.02));
            _detector.Observe(new Observation(step, Watching.GradNorm, step % 2 == 0 ? 0.99 : 1.01));
        }
    }
}
