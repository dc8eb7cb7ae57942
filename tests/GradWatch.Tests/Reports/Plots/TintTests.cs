using CsCheck;
using GradWatch.Detectors;
using GradWatch.Episodes;
using GradWatch.Observations;
using GradWatch.Reports.Plots;
using Xunit;

namespace GradWatch.Tests.Reports.Plots;

public sealed class TintTests
{
    private static readonly StepAxis Steps = new(Trace.Record(Quantity.GradNorm, Enumerable.Repeat(1.0, 100)));

    [Fact]
    public void Where_episodes_overlap_the_worst_one_gives_the_colour()
    {
        List<Tint> tints = Tint.Of([Some.Episode(10, 50, Severity.Warning), Some.Episode(20, 30, Severity.Critical)], Steps);
        Assert.Equal([Severity.Warning, Severity.Critical, Severity.Warning], tints.Select(tint => tint.Severity));
        Assert.Equal(Steps.CellStart(20), tints[1].From);
        Assert.Equal(Steps.CellEnd(30), tints[1].To);
    }

    [Fact]
    public void An_open_episode_reaches_the_right_edge() =>
        Assert.Equal(StepAxis.Width, Assert.Single(Tint.Of([Some.Episode(10, 50, Severity.Critical, closed: false)], Steps)).To);

    [Fact]
    public void Tints_never_add_up_and_cover_every_step_of_every_episode() =>
        Gen.Select(Gen.Int[0, 99], Gen.Int[0, 40], Gen.OneOf(Severity.Info, Severity.Warning, Severity.Critical)).Array[0, 20].Sample(spans =>
        {
            Episode[] episodes = [.. spans.Select(s => Some.Episode(s.Item1, Math.Min(99, s.Item1 + s.Item2), s.Item3))];
            List<Tint> tints = Tint.Of(episodes, Steps);
            Assert.All(tints.Zip(tints.Skip(1)), pair => Assert.True(pair.First.To <= pair.Second.From));
            for (int step = 0; step < 100; step++)
            {
                Severity? worst = episodes.Where(e => e.FirstStep <= step && step <= e.LastStep).Select(e => (Severity?)e.Severity).Max();
                double at = Steps.At(step);
                Assert.Equal(worst, tints.Where(t => t.From <= at && at <= t.To).Select(t => (Severity?)t.Severity).Max());
            }
        });
}
