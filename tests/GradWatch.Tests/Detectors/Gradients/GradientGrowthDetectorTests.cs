using GradWatch.Detectors;
using GradWatch.Detectors.Gradients;
using GradWatch.Observations;
using GradWatch.Wording;
using Xunit;

namespace GradWatch.Tests.Detectors.Gradients;

public sealed class GradientGrowthDetectorTests
{
    private readonly GradientGrowthDetector _detector = new();

    [Fact]
    public void It_names_its_rate_where_it_began_and_where_it_ends()
    {
        IEnumerable<double> norms = Enumerable.Range(0, 60).Select(i => i < 20 ? 2.0 : 2 * Math.Pow(1.3, i - 20));
        Finding finding = _detector.Feed(Watching.GradNorm, norms)[0];
        Assert.InRange(finding.Since, 14, 24);
        Assert.InRange(finding.Detail, 330, 360);
        Assert.Matches(
            "^The gradient norm grows 1\\.3. times a step from step \\d+ on, .* Forecast: overflow at step 3\\d\\d \\(80 % interval: 3\\d\\d–3\\d\\d\\)\\.$", finding.Sentence.ToString());
        Assert.Matches(
            "^Норма градиента растёт в 1\\.3. раза за шаг с шага \\d+: .* Прогноз: переполнение на шаге 3\\d\\d \\(интервал 80 %: 3\\d\\d–3\\d\\d\\)\\.$",
            finding.Sentence.In(Language.Russian));
    }

    [Theory]
    [InlineData(0.03)]
    [InlineData(0.01)]
    [InlineData(0.005)]
    public void With_a_rising_loss_it_warns_within_one_decade_of_rise(double rate)
    {
        double decade = Math.Log(10) / rate;
        long? alarm = FirstAlarm(rate, 0.6, 300 + (int)(1.2 * decade));
        Assert.InRange(alarm ?? long.MaxValue, 300, 300 + (long)decade);
    }

    [Fact]
    public void Beside_a_calm_loss_a_run_that_had_settled_is_called_within_one_decade() =>
        Assert.InRange(FirstAlarm(0.03, 0, 700) ?? long.MaxValue, 300, 300 + (long)(1.1 * Math.Log(10) / 0.03));

    [Fact]
    public void Beside_a_calm_loss_a_young_run_takes_two_decades()
    {
        // The norm of a healthy generator grows by a decade from its start on.
        _detector.Feed(Watching.Loss, Enumerable.Repeat(1.0, 20));
        IEnumerable<double> norms = Enumerable.Range(0, 300).Select(i => 0.01 * Math.Exp(0.03 * i));
        Finding alarm = _detector.Feed(Watching.GradNorm, norms).First(finding => finding.Severity > Severity.Info);
        Assert.InRange(alarm.Value, 1, 10);
    }

    [Fact]
    public void Growth_up_to_what_the_run_has_known_before_informs()
    {
        // A periodic norm: each wave climbs by a decade, and none climbs higher than the first.
        IEnumerable<double> norms = Enumerable.Range(0, 2000).Select(i => Math.Exp(1.5 * Math.Sin(i / 40.0)));
        Assert.DoesNotContain(_detector.Feed(Watching.GradNorm, norms, 0).Skip(1), finding => finding.Severity > Severity.Info && finding.Step > 200);
    }

    [Fact]
    public void What_stays_below_the_first_norms_of_the_run_informs()
    {
        // Full-batch descent at the edge of stability: the norm falls by three decades and comes back by two.
        IEnumerable<double> norms = Enumerable.Range(0, 400).Select(i => i < 200 ? 3 * Math.Exp(-0.04 * i) : 1e-3 * Math.Exp(0.03 * (i - 200)));
        Assert.All(_detector.Feed(Watching.GradNorm, norms), finding => Assert.Equal(Severity.Info, finding.Severity));
    }

    [Fact]
    public void Three_decades_above_the_usual_range_are_critical()
    {
        List<Finding> findings = _detector.Feed(Watching.GradNorm, Enumerable.Range(0, 60).Select(i => Math.Pow(1.3, i)));
        Assert.Equal(Severity.Critical, findings[^1].Severity);
        Assert.InRange(findings.First(finding => finding.Severity == Severity.Critical).Value, 1e3, 1e4);
    }

    [Fact]
    public void A_step_that_goes_back_begins_anew()
    {
        _detector.Feed(Watching.GradNorm, Enumerable.Range(0, 12).Select(i => Math.Pow(1.2, i)));
        Assert.Empty(_detector.Feed(Watching.GradNorm, Enumerable.Range(0, 7).Select(i => Math.Pow(1.2, 12 + i))));
    }

    private long? FirstAlarm(double rate, double lossShare, int steps)
    {
        var random = new Random(7);
        double[] noise = [.. Healthy.Norms("lognormal0.3", steps, 7)];
        for (int step = 0; step < steps; step++)
        {
            double grown = Math.Max(0, step - 300) * rate;
            _detector.Observe(new Observation(step, Watching.Loss, 2 * Math.Exp(lossShare * grown) * (1 + 0.05 * random.NextDouble())));
            Finding? finding = _detector.Observe(new Observation(step, Watching.GradNorm, noise[step] * Math.Exp(grown)));
            if (finding is { Severity: > Severity.Info })
                return step;
        }
        return null;
    }
}
