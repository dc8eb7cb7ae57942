using GradWatch.Detectors;
using GradWatch.Detectors.Gradients;
using GradWatch.Observations;
using GradWatch.Statistics;
using GradWatch.Wording;
using Xunit;

namespace GradWatch.Tests.Detectors.Gradients;

public sealed class GrowthForecastTests
{
    private const int Onset = 300;

    [Fact]
    public void On_growth_that_continues_the_interval_holds_the_overflow_about_four_times_in_five()
    {
        List<bool> first = [], last = [];
        foreach (string shape in new[] { "gaussian", "lognormal0.3", "student3", "ar1" })
        {
            foreach (double rate in new[] { 0.02, 0.05, 0.1, 0.2 })
            {
                for (int seed = 1; seed <= 12; seed++)
                {
                    (List<Finding> findings, long overflow) = Grow(shape, rate, seed);
                    if (findings.Count == 0)
                        continue;
                    first.Add(Holds(findings[0], overflow));
                    last.Add(Holds(findings.First(finding => finding.Severity == Severity.Critical), overflow));
                }
            }
        }
        Assert.InRange(first.Average(held => held ? 1.0 : 0), 0.7, 0.9);
        Assert.InRange(last.Average(held => held ? 1.0 : 0), 0.7, 0.9);
    }

    [Fact]
    public void Where_a_loss_scale_tells_of_half_precision_the_forecast_runs_to_the_end_of_it()
    {
        var detector = new GradientGrowthDetector();
        detector.Observe(new Observation(0, new Series(Quantity.LossScale), 1024));
        Finding finding = detector.Feed(Watching.GradNorm, Enumerable.Range(0, 40).Select(i => Math.Pow(1.3, i)))[0];
        Assert.True(finding.Forecast!.Value.Half);
        Assert.InRange(finding.Detail, 41, 44);
        Assert.Matches(@" Forecast: overflow of half precision at step 4\d \(80 % interval: 4\d–4\d\)\.$", finding.Sentence.ToString());
        Assert.Matches(@" Прогноз: переполнение половинной точности на шаге 4\d \(интервал 80 %: 4\d–4\d\)\.$", finding.Sentence.In(Language.Russian));
    }

    [Fact]
    public void Past_the_end_of_half_precision_it_runs_to_that_of_single()
    {
        var detector = new GradientGrowthDetector();
        detector.Observe(new Observation(0, new Series(Quantity.LossScale), 1024));
        Finding finding = detector.Feed(Watching.GradNorm, Enumerable.Range(0, 60).Select(i => Math.Pow(1.3, i)))[^1];
        Assert.False(finding.Forecast!.Value.Half);
        Assert.InRange(finding.Detail, 335, 342);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(150)]
    public void A_squared_loss_overflows_first_and_is_what_is_foretold(int rows)
    {
        var detector = new GradientGrowthDetector();
        Finding? newest = null;
        for (int step = 0; step < rows; step++)
        {
            detector.Observe(new Observation(step, Watching.Loss, Math.Pow(1.21, step)));
            newest = detector.Observe(new Observation(step, Watching.GradNorm, Math.Pow(1.1, step))) ?? newest;
        }
        // ln(3.4e38) / ln(1.21) = 465; the norm alone would reach it at step 931.
        Assert.InRange(newest!.Value.Detail, 455, 475);
        Assert.InRange(465, newest.Value.Forecast!.Value.Low, newest.Value.Forecast.Value.High);
    }

    [Fact]
    public void A_loss_scale_of_one_is_no_half_precision()
    {
        var detector = new GradientGrowthDetector();
        detector.Observe(new Observation(0, new Series(Quantity.LossScale), 1));
        Assert.False(detector.Feed(Watching.GradNorm, Enumerable.Range(0, 40).Select(i => Math.Pow(1.3, i)))[0].Forecast!.Value.Half);
    }

    [Fact]
    public void Calm_rows_before_the_growth_do_not_slow_it()
    {
        IEnumerable<double> norms = Healthy.Norms("gaussian", 340, 5).Select((noise, i) => noise * Math.Exp(0.1 * Math.Max(0, i - 312)));
        Forecast forecast = new GradientGrowthDetector().Feed(Watching.GradNorm, norms)[0].Forecast!.Value;
        Assert.InRange(forecast.Step, 312 + 0.9 * 887, 312 + 1.1 * 887);
    }

    private static (List<Finding> Findings, long Overflow) Grow(string shape, double rate, int seed)
    {
        int steps = Onset + (int)(95 / rate);
        double[] norms = [.. Healthy.Norms(shape, steps, seed).Select((noise, i) => noise * Math.Exp(rate * Math.Max(0, i - Onset)))];
        long overflow = Array.FindIndex(norms, norm => norm > float.MaxValue);
        List<Finding> findings = new GradientGrowthDetector().Feed(Watching.GradNorm, norms.Take((int)overflow));
        return ([.. findings.Where(finding => finding.Step > Onset && finding.Severity > Severity.Info)], overflow);
    }

    private static bool Holds(in Finding finding, long overflow) =>
        finding.Forecast is { } forecast && Math.Floor(forecast.Low) <= overflow && overflow <= Math.Ceiling(forecast.High);
}
