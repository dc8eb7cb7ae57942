namespace GradWatch.DetectionBench.Calibrating;

/// <summary>The option <c>--calibrate</c>.</summary>
internal static class CalibrationRun
{
    private const int Seeds = 40;

    internal static int Of(BenchOptions options)
    {
        Console.WriteLine("## Forecasts of generated growth: how often the interval holds the overflow\n");
        Console.WriteLine(ForecastCoverage.Table(options.Long ? 4 * Seeds : Seeds));
        return 0;
    }
}
