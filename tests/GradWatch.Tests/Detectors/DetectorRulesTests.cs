using GradWatch.Detectors;
using GradWatch.Detectors.Gradients;
using GradWatch.Detectors.Losses;
using GradWatch.Observations;
using Xunit;

namespace GradWatch.Tests.Detectors;

/// <summary>The six rules that every detector keeps (docs/detectors/README.md), because other tools break them.</summary>
public sealed class DetectorRulesTests
{
    public static TheoryData<string> Shapes => [.. Healthy.Shapes];

    // A loss that rises fivefold for hundreds of steps, as norms do in a warm-up, is not healthy.
    public static TheoryData<string> LossShapes => [.. Healthy.Shapes.Where(shape => shape != "warmup")];

    [Fact]
    public void Rule_1_a_NaN_does_not_change_what_counts_as_a_spike()
    {
        double[] normal = [.. Healthy.Norms("lognormal0.3", 200)];
        foreach (Func<IDetector> make in new Func<IDetector>[]
                 {
                     () => new GradientSpikeDetector(), () => new GradientExplosionDetector(), () => new LossSpikeDetector(),
                     () => new LossDivergenceDetector(), () => new GradientGrowthDetector(),
                 })
        {
            IDetector clean = make(), struck = make();
            Series series = clean.Id.StartsWith("loss", StringComparison.Ordinal) ? Watching.Loss : Watching.GradNorm;
            clean.Feed(series, normal);
            struck.Feed(series, normal[..100]);
            struck.Feed(series, [double.NaN, double.PositiveInfinity, double.NaN], 100, 0);
            struck.Feed(series, normal[100..], 100);
            Assert.Equal(clean.State(), struck.State());
        }
    }

    [Fact]
    public void Rule_2_a_spike_of_100_times_does_not_hide_one_of_5_times_five_steps_later()
    {
        var detector = new GradientSpikeDetector();
        double[] norms = [.. Healthy.Norms("gaussian", 300)];
        norms[200] *= 100;
        norms[205] = 5;
        List<Finding> findings = detector.Feed(Watching.GradNorm, norms);
        Assert.Contains(findings, finding => finding.Step == 200);
        Assert.Contains(findings, finding => finding.Step == 205);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Rule_3_false_warnings_on_a_healthy_norm_keep_the_stated_rate(string shape) =>
        Assert.InRange(FalseWarnings(Watching.GradNorm, shape), 0, Allowed(shape));

    [Theory]
    [MemberData(nameof(LossShapes))]
    public void Rule_3_false_warnings_on_a_healthy_loss_keep_the_stated_rate(string shape) =>
        Assert.InRange(FalseWarnings(Watching.Loss, shape), 0, Allowed(shape));

    [Theory]
    [InlineData(1e-6)]
    [InlineData(1.0)]
    [InlineData(1e4)]
    public void Rule_3_the_scale_of_a_healthy_norm_does_not_matter_once_it_has_a_history(double scale)
    {
        var detectors = BuiltInDetectors.All().Where(d => d.Id is "gradient_spike" or "gradient_explosion" or "gradient_growth");
        foreach (IDetector detector in detectors)
            Assert.DoesNotContain(detector.Feed(Watching.GradNorm, Healthy.Norms("lognormal0.3", 20_000, 3, scale)),
                finding => finding.Severity > Severity.Info);
    }

    [Fact]
    public void Rule_4_a_warm_up_a_rate_step_and_a_resumed_run_are_not_incidents()
    {
        double[] loss = [.. Enumerable.Range(0, 2000).Select(i => 2 + 8 * Math.Exp(-i / 300.0) - (i >= 1000 ? 0.5 : 0))];
        var monitor = new TrainingMonitor();
        double[] norms = [.. Healthy.Norms("warmup", 2000)];
        for (int i = 0; i < 3000; i++)
        {
            // Stopped at step 1999, resumed from the checkpoint of step 1000.
            int step = i < 2000 ? i : i - 1000;
            monitor.Observe(new Observation(step, new Series(Quantity.LearningRate), step < 500 ? step * 1e-5 : step < 1000 ? 5e-3 : 5e-4));
            monitor.Observe(new Observation(step, Watching.Loss, loss[step]));
            monitor.Observe(new Observation(step, Watching.GradNorm, norms[step]));
        }
        Assert.DoesNotContain(monitor.Episodes, episode => episode.Severity > Severity.Info);
    }

    [Fact]
    public void Rule_4_gaps_repeated_steps_and_a_changed_interval_are_not_incidents()
    {
        var monitor = new TrainingMonitor();
        long step = 0;
        int row = 0;
        foreach (double norm in Healthy.Norms("lognormal0.3", 3000))
        {
            step += row++ switch { < 500 => 1, < 1000 => 0, 1500 => 100_000, < 2000 => 10, _ => 500 };
            monitor.Observe(new Observation(step, Watching.GradNorm, norm));
            monitor.Observe(new Observation(step, Watching.Loss, norm + 1));
        }
        Assert.DoesNotContain(monitor.Episodes, episode => episode.Severity > Severity.Info);
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

    [Fact]
    public void Rule_5_a_restored_detector_answers_as_if_it_had_never_been_away()
    {
        double[] norms = [.. Healthy.Norms("student3", 400)];
        norms[300] = 500;
        norms[310] = 5000;
        IDetector[] kept = [.. BuiltInDetectors.All()], restored = [.. BuiltInDetectors.All()];
        for (int i = 0; i < kept.Length; i++)
        {
            Series series = kept[i].Id.StartsWith("loss", StringComparison.Ordinal) ? Watching.Loss : Watching.GradNorm;
            kept[i].Feed(series, norms[..250]);
            using var reader = new BinaryReader(new MemoryStream(kept[i].State()));
            ((IResumable)restored[i]).Restore(reader);
            Assert.Equal(kept[i].Feed(series, norms[250..], 250), restored[i].Feed(series, norms[250..], 250));
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

    private const int Steps = 50_000;
    private const int Seeds = 4;

    // One in 50,000 steps; one in 10,000 where the logarithm itself has Student's t with 3 degrees of freedom, whose tail
    // (a factor of 500 by chance) no rule can tell from an incident.
    private static int Allowed(string shape) => Steps * Seeds / (shape == "student3" ? 10_000 : 50_000);

    private static int FalseWarnings(Series series, string shape) =>
        Enumerable.Range(1, Seeds).Sum(seed => WarningEpisodes(series, Healthy.Norms(shape, Steps, seed)));

    private static int WarningEpisodes(Series series, IEnumerable<double> values)
    {
        var monitor = new TrainingMonitor();
        long step = 0;
        foreach (double value in values)
            monitor.Observe(new Observation(step++, series, value));
        return monitor.Episodes.Count(episode => episode.Severity > Severity.Info);
    }
}
