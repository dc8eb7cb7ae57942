using GradWatch.Detectors;
using GradWatch.Observations;
using GradWatch.Reports;
using Xunit;

namespace GradWatch.Tests;

public sealed class TrainingMonitorTests
{
    private static readonly Series Loss = new(Quantity.Loss);

    [Fact]
    public void A_detector_that_throws_is_told_of_and_left_out_and_the_rest_go_on()
    {
        List<Exception> faults = [];
        var monitor = new TrainingMonitor([new ThrowingDetector(), .. BuiltInDetectors.All()]);
        monitor.Faulted += faults.Add;
        monitor.Observe(new Observation(0, Loss, 1));
        monitor.Observe(new Observation(1, Loss, double.NaN));
        monitor.Observe(new Observation(2, Loss, double.NaN));
        Assert.IsType<InvalidOperationException>(Assert.Single(faults));
        Assert.Single(monitor.Episodes);
    }

    [Fact]
    public void A_detector_that_throws_at_the_end_of_the_run_is_told_of_and_the_others_still_have_their_word()
    {
        List<Exception> faults = [];
        var monitor = new TrainingMonitor([new ThrowingAtEnd(), .. BuiltInDetectors.All()]);
        monitor.Faulted += faults.Add;
        monitor.Observe(new Observation(0, Loss, double.NaN));
        monitor.Complete();
        monitor.Complete();
        Assert.Single(faults);
        Assert.Equal(Severity.Critical, Assert.Single(monitor.Episodes).Severity);
    }

    [Fact]
    public void What_the_detectors_have_learnt_is_taken_up_with_a_checkpoint()
    {
        TrainingMonitor kept = new(), resumed = new(), afresh = new([new ThrowingDetector()]);
        for (int step = 0; step < 100; step++)
            kept.Observe(new Observation(step, Loss, 2 + 0.01 * (step % 5)));
        using var memory = new MemoryStream();
        kept.Save(new BinaryWriter(memory));
        foreach (TrainingMonitor monitor in new[] { resumed, afresh })
        {
            memory.Position = 0;
            monitor.Restore(new BinaryReader(memory));
        }
        kept.Observe(new Observation(100, Loss, 9));
        resumed.Observe(new Observation(100, Loss, 9));
        Assert.Equal("loss_spike", Assert.Single(kept.Episodes).Detector);
        Assert.Equal(kept.Episodes, resumed.Episodes);
        Assert.Equal(memory.Length, memory.Position);
    }

    [Fact]
    public void A_report_may_be_asked_for_in_the_middle_of_a_run()
    {
        var monitor = new TrainingMonitor();
        monitor.Observe(new Observation(0, Loss, 1));
        Assert.Equal("healthy", monitor.Report(new RunDescription("run", "live")).Verdict);
        monitor.Observe(new Observation(1, Loss, double.NaN));
        monitor.Observe(new Observation(2, Loss, double.NaN));
        Assert.Equal("critical", monitor.Report(new RunDescription("run", "live")).Verdict);
    }

    [Fact]
    public void A_listener_that_throws_changes_nothing()
    {
        List<Exception> faults = [];
        var monitor = new TrainingMonitor();
        monitor.EpisodeOpened += _ => throw new InvalidOperationException("a listener");
        monitor.Faulted += faults.Add;
        monitor.Observe(new Observation(0, Loss, double.NaN));
        monitor.Observe(new Observation(1, Loss, double.NaN));
        Assert.Single(faults);
        Assert.Equal(Severity.Critical, Assert.Single(monitor.Episodes).Severity);
    }

    [Fact]
    public void Episodes_are_told_when_they_open_worsen_and_close()
    {
        List<string> told = [];
        var monitor = new TrainingMonitor();
        monitor.EpisodeOpened += episode => told.Add($"opened {episode.Severity}");
        monitor.EpisodeWorsened += episode => told.Add($"worsened {episode.Severity}");
        monitor.EpisodeClosed += episode => told.Add($"closed {episode.Closed}");
        for (int step = 0; step < 100; step++)
            monitor.Observe(new Observation(step, Loss, step is 40 or 41 ? double.NaN : 1));
        Assert.Equal(["opened Warning", "worsened Critical", "closed True"], told);
    }

    private sealed class ThrowingAtEnd : IDetector, IEndOfRun
    {
        public string Id => "throwing_at_end";

        public Finding? Observe(in Observation observation) => null;

        public Finding? AtEnd() => throw new InvalidOperationException("the end");
    }

    private sealed class ThrowingDetector : IDetector
    {
        public string Id => "throwing";

        public Finding? Observe(in Observation observation) => throw new InvalidOperationException("a detector");
    }
}
