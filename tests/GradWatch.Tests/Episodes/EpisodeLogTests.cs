using GradWatch.Detectors;
using GradWatch.Episodes;
using GradWatch.Observations;
using Xunit;

namespace GradWatch.Tests.Episodes;

public sealed class EpisodeLogTests
{
    private static readonly Series Norm = new(Quantity.GradNorm);
    private readonly EpisodeLog _log = new(new EpisodeOptions { Quiet = 3 });

    [Fact]
    public void Findings_of_one_detector_on_one_series_are_one_episode()
    {
        Assert.Equal(EpisodeChange.Opened, Add(10, Severity.Warning));
        Assert.Equal(EpisodeChange.Continued, Add(11, Severity.Warning));
        Episode episode = Assert.Single(_log.Snapshot());
        Assert.Equal((10, 11, 2L), (episode.FirstStep, episode.LastStep, episode.Findings));
        Assert.False(episode.Closed);
    }

    [Fact]
    public void It_closes_after_its_series_was_quiet_and_the_next_finding_opens_another()
    {
        Add(10, Severity.Warning);
        Assert.Null(Quiet(11));
        Assert.Null(Quiet(12));
        Assert.Null(Quiet(13));
        Assert.True(Quiet(14)!.Closed);
        Add(20, Severity.Warning);
        Assert.Equal(2, _log.Snapshot().Count);
    }

    [Fact]
    public void Other_series_do_not_bring_it_nearer_to_its_end()
    {
        Add(10, Severity.Warning);
        for (int step = 11; step < 100; step++)
            Assert.Null(_log.Advance(new Observation(step, new Series(Quantity.Loss), 1)));
    }

    [Fact]
    public void The_alarm_is_the_first_finding_that_was_more_than_a_note()
    {
        Add(10, Severity.Info);
        Assert.Equal(EpisodeChange.Worsened, Add(12, Severity.Warning));
        Assert.Equal(EpisodeChange.Worsened, Add(14, Severity.Critical));
        Episode episode = Assert.Single(_log.Snapshot());
        Assert.Equal((10L, 12L, Severity.Critical), (episode.FirstStep, episode.AlarmStep, episode.Severity));
    }

    [Fact]
    public void What_comes_back_is_waited_for_twice_as_long_each_time()
    {
        Add(10, Severity.Warning);
        for (int step = 11; step < 15; step++)
            Quiet(step);
        Add(15, Severity.Warning);
        for (int step = 16; step < 22; step++)
            Assert.Null(Quiet(step));
        Add(22, Severity.Warning);
        Assert.Equal(2, _log.Snapshot().Count);
    }

    [Fact]
    public void Spikes_without_end_become_fewer_and_longer_episodes()
    {
        for (int step = 0; step < 20_000; step++)
        {
            if (step % 10 == 0)
                Add(step, Severity.Warning);
            else
                Quiet(step);
        }
        Assert.InRange(_log.Snapshot().Count, 1, 10);
    }

    private EpisodeChange Add(long step, Severity severity) => _log.Add(
        new Finding { Detector = "x", Key = "finding.x", Severity = severity, Series = Norm, Step = step, Since = step }, out _);

    private Episode? Quiet(long step) => _log.Advance(new Observation(step, Norm, 1));
}
