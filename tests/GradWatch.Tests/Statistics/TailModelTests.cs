using GradWatch.Statistics;
using Xunit;

namespace GradWatch.Tests.Statistics;

public sealed class TailModelTests
{
    private const int Many = 200_000;
    private const double QuartileOfGauss = 0.6745;

    [Fact]
    public void The_first_residuals_are_judged_as_a_Gaussian_of_their_spread()
    {
        TailModel model = default;
        // A Gaussian exceeds 3.09 standard deviations once in a thousand; the model errs to the far side, by less than half.
        Assert.InRange(model.Level(1e-3, QuartileOfGauss), 3.09, 4.6);
        Assert.Equal(2 * model.Level(1e-3, QuartileOfGauss), model.Level(1e-3, 2 * QuartileOfGauss), 12);
    }

    [Theory]
    [InlineData(1e-3, 1.4)]
    [InlineData(1e-4, 1.6)]
    [InlineData(1e-5, 2)]
    public void A_level_learnt_from_Gaussian_residuals_is_theirs(double probability, double looseness)
    {
        double[] residuals = Residuals(Gaussian);
        double exact = Exceeded(residuals, probability);
        Assert.InRange(Learnt(residuals, QuartileOfGauss).Level(probability, QuartileOfGauss), 0.95 * exact, looseness * exact);
    }

    [Fact]
    public void A_heavy_tail_puts_the_level_further_out()
    {
        TailModel heavy = Learnt(Residuals(HeavyTailed), 1);
        TailModel light = Learnt(Residuals(random => Gaussian(random) / QuartileOfGauss), 1);
        Assert.True(heavy.Level(1e-4, 1) > 1.5 * light.Level(1e-4, 1), $"{heavy.Level(1e-4, 1)} against {light.Level(1e-4, 1)}");
        double exact = Exceeded(Residuals(HeavyTailed), 1e-4);
        Assert.InRange(heavy.Level(1e-4, 1), 0.6 * exact, 2 * exact);
    }

    [Fact]
    public void A_rarer_level_is_further_out()
    {
        TailModel model = Learnt(Residuals(Gaussian), QuartileOfGauss);
        double[] levels = [.. new[] { 1e-3, 1e-4, 1e-5, 1e-6, 1e-7 }.Select(probability => model.Level(probability, QuartileOfGauss))];
        Assert.Equal(levels.Order(), levels);
        Assert.Equal(levels.Length, levels.Distinct().Count());
    }

    [Fact]
    public void An_outlier_moves_the_level_no_further_than_the_next_residual_above_it_would()
    {
        TailModel near = Learnt(Residuals(Gaussian)[..500], QuartileOfGauss);
        TailModel far = near;
        near.Add(20, QuartileOfGauss);
        far.Add(1e12, QuartileOfGauss);
        Assert.Equal(near.Level(1e-4, QuartileOfGauss), far.Level(1e-4, QuartileOfGauss));
    }

    [Fact]
    public void Every_residual_is_counted()
    {
        TailModel model = Learnt(Residuals(Gaussian)[..77], 1);
        Assert.Equal(77, model.Count);
    }

    private static TailModel Learnt(double[] residuals, double scale)
    {
        TailModel model = default;
        foreach (double residual in residuals)
            model.Add(residual, scale);
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
