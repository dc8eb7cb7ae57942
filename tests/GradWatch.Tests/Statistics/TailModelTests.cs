using GradWatch.Statistics;
using Xunit;

namespace GradWatch.Tests.Statistics;

public sealed class TailModelTests
{
    private const int Many = 200_000;
    private const double QuartileOfGauss = 0.6745;

    [Fact]
    public void The_first_residuals_are_judged_by_a_tail_a_little_heavier_than_a_Gaussian()
    {
        // A Gaussian exceeds 3.09 standard deviations once in a thousand; the model errs to the far side.
        TailModel model = default;
        Assert.InRange(Learnt(new double[40]).Level(1e-3) * QuartileOfGauss, 1, 4.6);
        Assert.InRange(model.Level(1e-3) * QuartileOfGauss, 1, 4.6);
    }

    [Theory]
    [InlineData(1e-3, 1.4)]
    [InlineData(1e-4, 1.6)]
    [InlineData(1e-5, 2)]
    public void A_level_learnt_from_Gaussian_residuals_is_theirs(double probability, double looseness)
    {
        double[] residuals = Residuals(Gaussian);
        double exact = Exceeded(residuals, probability);
        Assert.InRange(Learnt(residuals).Level(probability), 0.95 * exact, looseness * Math.Max(exact, residuals.Max()));
    }

    [Fact]
    public void A_heavy_tail_puts_the_level_further_out()
    {
        double[] residuals = Residuals(HeavyTailed);
        TailModel heavy = Learnt(residuals), light = Learnt(Residuals(Gaussian));
        Assert.True(heavy.Level(2e-6) > 5 * light.Level(2e-6), $"{heavy.Level(2e-6)} against {light.Level(2e-6)}");
        Assert.InRange(heavy.Level(1e-5), 0.8 * Exceeded(residuals, 1e-5), 8 * Exceeded(residuals, 1e-5));
    }

    [Fact]
    public void A_rarer_level_is_no_nearer()
    {
        TailModel model = Learnt(Residuals(Gaussian));
        double[] levels = [.. new[] { 1e-3, 1e-4, 1e-5, 1e-6, 1e-7 }.Select(model.Level)];
        Assert.Equal(levels.Order(), levels);
        Assert.True(levels[^1] > levels[0]);
    }

    [Fact]
    public void Over_a_long_series_of_any_tail_few_residuals_pass_the_level_of_their_time()
    {
        foreach (Func<Random, double> law in new Func<Random, double>[] { Gaussian, HeavyTailed })
        {
            TailModel model = default;
            int passed = 0;
            foreach (double residual in Residuals(law))
            {
                passed += model.Count > 30 && residual > model.Level(2e-6) ? 1 : 0;
                model.Add(residual);
            }
            // 0.4 are due to the probability, and as many as ln(n) times the allowance to a young series.
            Assert.InRange(passed, 0, 3);
        }
    }

    [Theory]
    [InlineData(5)]
    [InlineData(60)]
    public void An_outlier_is_no_measure_of_what_follows_it_soon(int later)
    {
        TailModel calm = Learnt(Residuals(Gaussian)[..500]), struck = calm;
        struck.Add(1e12);
        double[] after = Residuals(Gaussian)[1000..(1000 + later)];
        Assert.True(Learnt(after, struck).Level(1e-4) <= 1.1 * Learnt(after, calm).Level(1e-4));
    }

    [Fact]
    public void However_far_an_outlier_lies_it_enters_only_as_far_as_the_others_reach()
    {
        double[] calm = Residuals(Gaussian)[..500], after = Residuals(Gaussian)[1000..1200];
        Assert.Equal(Learnt([.. calm, 1e3, .. after]).Level(1e-4), Learnt([.. calm, 1e12, .. after]).Level(1e-4));
    }

    [Fact]
    public void What_begins_to_grow_is_not_the_measure_of_its_own_next_step()
    {
        TailModel model = Learnt(Residuals(Gaussian)[..500]);
        double level = model.Level(1e-4);
        for (int step = 1; step <= 15; step++)
            model.Add(step);
        Assert.True(model.Level(1e-4) <= 1.2 * level);
    }

    [Fact]
    public void Every_residual_is_counted() => Assert.Equal(77, Learnt(Residuals(Gaussian)[..77]).Count);

    private static TailModel Learnt(double[] residuals, TailModel model = default)
    {
        foreach (double residual in residuals)
            model.Add(residual);
        return model;
    }

    private static double Exceeded(double[] residuals, double probability) =>
        residuals.OrderDescending().ElementAt((int)(probability * residuals.Length));

    private static double[] Residuals(Func<Random, double> next)
    {
        var random = new Random(7);
        return [.. Enumerable.Range(0, Many).Select(_ => next(random))];
    }

    private static double Gaussian(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    // Student's t with three degrees of freedom, its quartile deviation brought to 1.
    private static double HeavyTailed(Random random)
    {
        double squares = Enumerable.Range(0, 3).Sum(_ => Math.Pow(Gaussian(random), 2));
        return Gaussian(random) / Math.Sqrt(squares / 3) / 0.7649;
    }
}
