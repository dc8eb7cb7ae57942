using GradWatch.Statistics;
using Xunit;

namespace GradWatch.Tests.Statistics;

public sealed class RunningLineTests
{
    [Fact]
    public void An_exact_line_reaches_a_level_at_its_step_between_narrow_bounds()
    {
        RunningLine line = default;
        for (int step = 1000; step < 1050; step++)
            line.Add(step, 3 + 0.5 * (step - 1000));
        Forecast forecast = line.Reaches(53, 1.28, 0)!.Value;
        Assert.Equal((1100.0, 1100.0, 1100.0), (Math.Round(forecast.Step, 6), Math.Round(forecast.Low, 3), Math.Round(forecast.High, 3)));
    }

    [Fact]
    public void The_noisier_the_line_the_wider_the_interval()
    {
        double Width(double noise)
        {
            Forecast forecast = Noisy(noise, 200).Reaches(88, 1.28, 0)!.Value;
            return forecast.High - forecast.Low;
        }

        Assert.True(Width(0.4) > 2 * Width(0.1));
    }

    [Fact]
    public void Noise_that_wanders_slowly_widens_it_though_neighbours_tell_nothing()
    {
        RunningLine quick = Noisy(0.1, 1000), slow = default;
        var random = new Random(3);
        for (int step = 0; step < 1000; step++)
            slow.Add(step, 0.03 * step + 0.1 * (random.NextDouble() - 0.5) + 0.1 * Math.Sin(step / 60.0));
        Assert.True(Width(slow) > 2 * Width(quick), $"{Width(slow)} {Width(quick)}");
    }

    [Fact]
    public void A_line_that_may_not_rise_at_all_has_no_upper_end()
    {
        RunningLine line = default;
        foreach ((int step, double value) in new[] { (0, 0.0), (1, 4), (2, -3), (3, 2), (4, 1) })
            line.Add(step, value);
        Assert.Equal(double.PositiveInfinity, line.Reaches(100, 1.28, 0)?.High ?? double.PositiveInfinity);
    }

    [Fact]
    public void A_line_that_falls_and_one_of_two_points_foretell_nothing()
    {
        RunningLine falling = default, two = default;
        for (int step = 0; step < 9; step++)
            falling.Add(step, -step);
        two.Add(0, 1);
        two.Add(1, 2);
        Assert.Null(falling.Reaches(10, 1.28, 0));
        Assert.Null(two.Reaches(10, 1.28, 0));
    }

    private static double Width(RunningLine line)
    {
        Forecast forecast = line.Reaches(88, 1.28, 0)!.Value;
        return forecast.High - forecast.Low;
    }

    private static RunningLine Noisy(double noise, int points)
    {
        RunningLine line = default;
        var random = new Random(3);
        for (int step = 0; step < points; step++)
            line.Add(step, 0.03 * step + noise * (random.NextDouble() - 0.5));
        return line;
    }
}
