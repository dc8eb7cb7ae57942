using System.Globalization;
using GradWatch.DetectionBench;
using GradWatch.DetectionBench.Calibrating;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
try
{
    BenchOptions options = BenchOptions.Of(args);
    if (options.IsHelp)
    {
        Console.WriteLine(BenchOptions.Usage);
        return 0;
    }
    return options.Calibrate ? CalibrationRun.Of(options) : Bench.Run(options);
}
catch (Exception wrong) when (wrong is ArgumentException or InvalidDataException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(wrong.Message);
    return 2;
}
