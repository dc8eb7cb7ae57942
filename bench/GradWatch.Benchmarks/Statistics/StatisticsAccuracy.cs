using System.Globalization;
using GradWatch.Statistics;

namespace GradWatch.Benchmarks.Statistics;

/// <summary>The error of the L2 norm as tensors grow to 2^30 elements.</summary>
internal static class StatisticsAccuracy
{
    private const int Chunk = 1 << 20;
    private const int Greatest = 30;

    /// <summary>Prints a row each fourfold length: 2^20 elements at a time, which merge to the bits of one pass.</summary>
    public static int Run()
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        float[] values = new float[Chunk];
        TensorStatistics read = default;
        DoubleDouble exact = default;
        Console.WriteLine("| elements, N(0, 1) in float | relative error of L2 |\n|---|---:|");
        for (int chunk = 0; chunk < 1 << (Greatest - 20); chunk++)
        {
            Gaussian.Fill(values, value => (float)value, chunk);
            read += TensorStatistics.Of(values);
            foreach (float value in values)
                exact.AddSquare(value);
            if (int.IsPow2(chunk + 1) && int.Log2(chunk + 1) % 2 == 0)
                Console.WriteLine($"| 2^{20 + int.Log2(chunk + 1)} | {Math.Abs(read.L2 - exact.Root) / exact.Root:0.0e0} |");
        }
        return 0;
    }
}
