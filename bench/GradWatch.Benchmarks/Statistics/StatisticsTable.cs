using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GradWatch.Benchmarks.Statistics;

/// <summary>How fast and how exactly tensors are read, beside the runtime library and a bare read, in under a minute.</summary>
internal static class StatisticsTable
{
    private const int Rounds = 101;
    private static readonly TimeSpan Compiling = TimeSpan.FromSeconds(0.5);
    // Short beside the time that an operating system gives a thread: most are measured undisturbed, whatever else runs.
    private static readonly Slice InCache = new(0, 256 << 10);
    private static readonly Slice InMemory = new(0, 16 << 20);
    private static readonly Slice ForThreads = new(0, 32 << 20);

    public static int Run()
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        using var readings = new Readings();
        Reading[] rows = [.. readings.All()];
        foreach (Reading row in rows)
            WarmUp(row);
        Console.WriteLine($"{Machine()}; {InCache.Bytes >> 10} KB in cache, {rows.Min(row => row.Bytes) >> 20} MB or more in memory, medians of {Rounds}");
        double[][] cached = Measure(rows, InCache, 1, 16), one = Measure(rows, InMemory, 1, 1), two = Measure(rows, ForThreads, 2, 1);
        Console.WriteLine();
        Console.WriteLine("| | in cache, GB/s | 1 thread, GB/s | of a bare read | 2 threads, GB/s | of a bare read | relative error of L2 |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|");
        for (int i = 0; i < rows.Length; i++)
        {
            string error = rows[i].Error is { } value ? value.ToString("0.0e0") : "";
            string threads = rows[i].Threads ? $"{Median(two[i]):F1} | {Ratio(two[i], two[0]):F2}" : " | ";
            Console.WriteLine($"| {rows[i].Name} | {Median(cached[i]):F1} | {Median(one[i]):F1} | {Ratio(one[i], one[0]):F2} | {threads} | {error} |");
        }
        return 0;
    }

    // Round by round, so that what else the machine does falls on all of them; each at a place of its own, since the last-level
    // cache may hold what the row before has read.
    private static double[][] Measure(Reading[] rows, Slice slice, int threads, int times)
    {
        double[][] rates = [.. rows.Select(_ => new double[Rounds])];
        for (int round = 0; round < Rounds; round++)
        {
            for (int i = 0; i < rows.Length; i++)
            {
                long start = times > 1 ? 0 : (round + 4 * i) * slice.Bytes % rows[i].Bytes;
                if (threads == 1 || rows[i].Threads)
                    rates[i][round] = Rate(rows[i], slice with { Start = start }, threads, times);
            }
        }
        return rates;
    }

    // Until the runtime has compiled for this processor what it delivers compiled for all.
    private static void WarmUp(Reading row)
    {
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < Compiling)
            row.Read(InCache, 1);
    }

    private static double Rate(Reading row, Slice slice, int threads, int times)
    {
        if (times > 1)
            row.Read(slice, threads);
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < times; i++)
            row.Read(slice, threads);
        return times * slice.Bytes / 1e9 / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);

    private static double Ratio(double[] rates, double[] bare) => Median([.. rates.Zip(bare, (rate, most) => rate / most)]);

    private static string Machine()
    {
        string vectors = Vector512.IsHardwareAccelerated ? "512" : Vector256.IsHardwareAccelerated ? "256" : "128";
        string model = File.Exists("/proc/cpuinfo") ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) ?? "" : "";
        return $"{Environment.ProcessorCount} cores, {RuntimeInformation.ProcessArchitecture} {model[(model.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()}, {vectors}-bit vectors, {RuntimeInformation.FrameworkDescription}";
    }
}
