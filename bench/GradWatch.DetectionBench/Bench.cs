using GradWatch.DetectionBench.Measuring;
using GradWatch.DetectionBench.Pages;
using GradWatch.DetectionBench.Recordings;

namespace GradWatch.DetectionBench;

/// <summary>Reads the runs, measures, and writes what was asked for.</summary>
internal static class Bench
{
    /// <summary>The exit status: 1 when a bound is broken.</summary>
    internal static int Run(BenchOptions options)
    {
        IReadOnlyList<RecordedRun> runs = [.. LabelledRun.LoadAll(options.Folders).AsParallel().AsOrdered().Select(RecordedRun.Read)];
        BenchResults results = BenchResults.Of(options, runs);
        Console.WriteLine(QualityPage.Details(results, names: true));
        Console.WriteLine(QualityPage.Headline(results));
        if (options.IsVerbose)
            Console.WriteLine(EveryRun.Of(runs));
        if (options.WriteTo is { } page)
            File.WriteAllText(page, QualityPage.Of(results));
        if (options.Thresholds)
        {
            foreach (string line in ThresholdMoves.Lines(runs))
                Console.WriteLine(line);
        }
        List<string> broken = [.. Bounds.Broken(results)];
        foreach (string sentence in broken)
            Console.Error.WriteLine(sentence);
        return broken.Count == 0 ? 0 : 1;
    }
}
