using GradWatch.Guard;
using GradWatch.Metering;
using GradWatch.Observations;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using Xunit;

namespace GradWatch.Tests.Metering;

public sealed class MeterTests
{
    private static readonly Series Loss = new(Quantity.Loss);
    private static readonly Series Norm = new(Quantity.GradNorm);
    private static readonly Series Ratio = new(Quantity.UpdateRatio);
    private static readonly Series OfTensor = new(Quantity.GradNorm, "fc.weight");
    private static readonly Series[] All = [Loss, Norm, Ratio, OfTensor];

    [Fact]
    public void Observations_are_counted_and_the_last_values_of_the_run_are_shown()
    {
        using CollectingListener listener = new("counted");
        TrainingMonitor monitor = new() { MeterTag = "counted" };
        monitor.Observe(new Observation(0, Loss, 2.5));
        monitor.Observe(new Observation(0, Norm, 1.5));
        monitor.Observe(new Observation(0, OfTensor, 7));
        monitor.Observe(new Observation(0, Ratio, 0.001));
        monitor.Observe(new Observation(1, Norm, 1.25));
        Assert.Equal(5, listener.Total("gradwatch.observations"));
        Assert.Equal(2.5, listener.Last("gradwatch.loss"));
        Assert.Equal(1.25, listener.Last("gradwatch.grad_norm"));
        Assert.Equal(0.001, listener.Last("gradwatch.update_ratio"));
    }

    [Fact]
    public void What_is_not_finite_is_counted_by_quantity_and_the_finding_and_its_episode_by_detector_and_severity()
    {
        using CollectingListener listener = new("broken");
        TrainingMonitor monitor = new() { MeterTag = "broken" };
        monitor.Observe(new Observation(0, Loss, double.NaN));
        monitor.Observe(new Observation(1, Loss, double.NaN));
        Assert.Equal(["loss", "loss"], listener.TagsOf("gradwatch.observations.nonfinite"));
        // One NaN of a loss may be a bad batch, a second is not.
        Assert.Equal(["non_finite warning"], listener.TagsOf("gradwatch.episodes"));
        Assert.Equal(["non_finite critical"], listener.TagsOf("gradwatch.episodes.worsened"));
        Assert.Equal(["non_finite warning", "non_finite critical"], listener.TagsOf("gradwatch.findings"));
    }

    [Fact]
    public void What_a_guard_did_is_counted_by_kind()
    {
        using CollectingListener listener = new("guarded");
        TrainingMonitor monitor = new() { MeterTag = "guarded" };
        GuardAction clip = new() { Kind = GuardActionKind.Clip, Key = "guard.clip", FirstStep = 3, LastStep = 3 };
        monitor.Count(clip);
        monitor.Count(clip with { Kind = GuardActionKind.RollBack });
        Assert.Equal(["clip", "roll_back"], listener.TagsOf("gradwatch.guard.actions"));
    }

    [Fact]
    public void OpenTelemetry_exports_the_meter()
    {
        using CollectingExporter exporter = new();
        using MeterProvider provider = Sdk.CreateMeterProviderBuilder().AddMeter(MeterNames.Meter)
            .AddReader(new BaseExportingMetricReader(exporter)).Build();
        TrainingMonitor monitor = new() { MeterTag = "exported" };
        monitor.Observe(new Observation(0, Norm, 1.5));
        monitor.Observe(new Observation(1, Norm, 1.25));
        Assert.True(provider.ForceFlush());
        Assert.Equal(2, exporter.ValueOf("gradwatch.observations", "exported"));
        Assert.Equal(1.25, exporter.ValueOf("gradwatch.grad_norm", "exported"));
    }

    [Fact]
    public void A_listener_of_one_instrument_gets_that_one_alone()
    {
        using CollectingListener listener = new("one", "gradwatch.grad_norm");
        TrainingMonitor monitor = new() { MeterTag = "one" };
        monitor.Observe(new Observation(0, Loss, double.NaN));
        monitor.Observe(new Observation(0, Norm, 1.5));
        Assert.Equal([("gradwatch.grad_norm", 1.5, "")], listener.Measurements);
    }

    [Fact]
    public void A_monitor_that_sees_what_another_counted_counts_nothing()
    {
        using CollectingListener listener = new("twice");
        TrainingMonitor monitor = new() { MeterTag = "twice", Metered = false };
        monitor.Observe(new Observation(0, Loss, double.NaN));
        Assert.Empty(listener.Measurements);
        Assert.Equal(1, monitor.Record.Observations);
    }

    [Fact]
    public void Being_listened_to_allocates_nothing_either()
    {
        using CountingListener listener = new();
        TrainingMonitor monitor = new() { MeterTag = "allocation" };
        Feed(monitor, 0, 20_000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Feed(monitor, 20_000, 2_000);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.True(listener.Measurements >= 22_000 * 4);
    }

    [Fact]
    public void A_listener_that_throws_is_told_and_the_run_goes_on()
    {
        using CountingListener listener = new() { Throws = true };
        TrainingMonitor monitor = new() { MeterTag = "throws" };
        List<Exception> faults = [];
        monitor.Faulted += faults.Add;
        monitor.Observe(new Observation(0, Loss, 1));
        listener.Throws = false;
        Assert.Equal("the listener failed", Assert.Single(faults).Message);
        Assert.Equal(1, monitor.Record.Observations);
    }

    private static void Feed(TrainingMonitor monitor, int from, int count)
    {
        for (int step = from; step < from + count; step++)
        {
            foreach (Series series in All)
                monitor.Observe(new Observation(step, series, 0.005 + 0.0001 * (step % 7)));
        }
    }
}
