using GradWatch.Detectors;
using GradWatch.Detectors.Gradients;
using GradWatch.Observations;
using Xunit;

namespace GradWatch.Tests.Detectors;

/// <summary>The six rules that every detector keeps (docs/detectors/README.md), because other tools break them.</summary>
public sealed class DetectorRulesTests
{
    public static TheoryData<int> Cases => [.. Enumerable.Range(0, DetectorCase.All.Count)];

    [Fact]
    public void Every_detector_is_held_to_the_rules() =>
        Assert.Equal(BuiltInDetectors.All().Select(detector => detector.Id).Order(), DetectorCase.All.Select(one => one.Id).Distinct().Order());

    [Theory]
    [MemberData(nameof(Cases))]
    public void Each_is_silent_on_what_is_healthy_and_calls_out_what_is_sick(int number)
    {
        DetectorCase one = DetectorCase.All[number];
        IDetector detector = one.Make();
        Assert.DoesNotContain(detector.Feed(one.Series, one.HealthyValues()), finding => finding.Severity > Severity.Info);
        Assert.Contains(detector.Feed(one.Series, one.SickValues(), DetectorCase.HealthySteps), finding => finding.Severity > Severity.Info);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Rule_1_what_is_not_finite_changes_nothing_about_what_is_said_later(int number)
    {
        DetectorCase one = DetectorCase.All[number];
        IDetector clean = one.Make(), struck = one.Make();
        IReadOnlyList<double> healthy = one.HealthyValues();
        clean.Feed(one.Series, healthy);
        struck.Feed(one.Series, healthy.Take(100));
        struck.Feed(one.Series, [double.NaN, double.PositiveInfinity, double.NaN], 100, 0);
        struck.Feed(one.Series, healthy.Skip(100), 100);
        Assert.Equal(
            clean.Feed(one.Series, one.SickValues(), DetectorCase.HealthySteps), struck.Feed(one.Series, one.SickValues(), DetectorCase.HealthySteps));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Rule_2_an_outlier_of_100_times_hides_nothing_that_comes_five_steps_later(int number)
    {
        DetectorCase one = DetectorCase.All[number];
        IDetector detector = one.Make();
        IReadOnlyList<double> healthy = one.HealthyValues();
        detector.Feed(one.Series, healthy);
        detector.Feed(one.Series, [100 * healthy[^1], .. healthy.Take(4)], DetectorCase.HealthySteps);
        Assert.Contains(detector.Feed(one.Series, one.SickValues(), DetectorCase.HealthySteps + 5), finding => finding.Severity > Severity.Info);
    }

    [Fact]
    public void Rule_2_a_spike_of_100_times_does_not_hide_one_of_5_times_five_steps_later()
    {
        double[] norms = [.. Healthy.Norms("gaussian", 300)];
        norms[200] *= 100;
        norms[205] = 5;
        List<Finding> findings = new GradientSpikeDetector().Feed(Watching.GradNorm, norms);
        Assert.Contains(findings, finding => finding.Step == 200);
        Assert.Contains(findings, finding => finding.Step == 205);
    }

    [Fact]
    public void Rule_5_an_observation_allocates_nothing()
    {
        var monitor = new TrainingMonitor();
        Series[] series = [.. Enum.GetValues<Quantity>().Select(quantity => new Series(quantity))];
        double[] norms = [.. Healthy.Norms("lognormal0.3", 1000)];
        void Feed(int from, int count)
        {
            for (int i = from; i < from + count; i++)
                foreach (Series one in series)
                    monitor.Observe(new Observation(i, one, 0.005 * norms[i % norms.Length]));
        }
        Feed(0, 20_000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Feed(20_000, 2_000);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Rule_5_a_finding_allocates_nothing_either(int number)
    {
        DetectorCase one = DetectorCase.All[number];
        IDetector detector = one.Make();
        IReadOnlyList<double> healthy = one.HealthyValues(), sick = one.SickValues();
        detector.Feed(one.Series, [.. healthy, .. sick]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        long step = 1000;
        for (int i = 0; i < healthy.Count; i++)
            detector.Observe(new Observation(step++, one.Series, healthy[i]));
        for (int i = 0; i < sick.Count; i++)
            detector.Observe(new Observation(step++, one.Series, sick[i]));
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Rule_5_a_restored_detector_answers_as_if_it_had_never_been_away(int number)
    {
        DetectorCase one = DetectorCase.All[number];
        double[] values = [.. one.HealthyValues(), .. one.SickValues(), .. one.HealthyValues(2), .. one.SickValues()];
        // Away in the middle of what is healthy, at the first sick step, and in the middle of what is sick.
        foreach (int cut in new[] { 150, DetectorCase.HealthySteps + 1, DetectorCase.HealthySteps + (one.SickSteps + 1) / 2 })
        {
            IDetector kept = one.Make(), restored = one.Make();
            kept.Feed(one.Series, values[..cut]);
            using var reader = new BinaryReader(new MemoryStream(kept.State()));
            ((IResumable)restored).Restore(reader);
            Assert.Equal(kept.Feed(one.Series, values[cut..], cut), restored.Feed(one.Series, values[cut..], cut));
            Assert.Equal(kept.State(), restored.State());
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(500)]
    public void Rule_6_growth_is_measured_a_step_however_thin_the_log(int stride)
    {
        var detector = new GradientGrowthDetector(new GradientGrowthOptions { LeastRate = 1e-5 });
        IEnumerable<double> norms = Enumerable.Range(0, 200).Select(row => 20 * Math.Exp(0.05 * row));
        Finding first = detector.Feed(Watching.GradNorm, norms, 0, stride)[0];
        Assert.Equal(Math.Exp(0.05 / stride), first.Excess, 6);
    }
}
