using GradWatch.DetectionBench.Charts;
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
        Console.WriteLine(HeadlineSection.Of(results));
        if (options.IsVerbose)
            Console.WriteLine(EveryRun.Of(runs));
        if (options.JsonTo is { } json)
            File.WriteAllText(json, ResultsJson.Of(results));
        if (options.WriteTo is { } page)
            Write(page, results);
        if (options.Thresholds)
        {
            foreach (string line in ThresholdMoves.Lines(runs))
                Console.WriteLine(line);
        }
        List<string> broken = [.. Bounds.Broken(results.Claims)];
        foreach (string sentence in broken)
            Console.Error.WriteLine(sentence);
        return broken.Count == 0 ? 0 : 1;
    }

    private static void Write(string page, BenchResults results)
    {
        File.WriteAllText(page, QualityPage.Of(results));
        if (results.Collections.Count == 0)
            return;
        string images = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(page))!, "images");
        Directory.CreateDirectory(images);
        File.WriteAllText(Path.Combine(images, "detection.svg"), RulesChart.Of(results.Collections));
        File.WriteAllText(Path.Combine(images, "reliability.svg"), ReliabilityChart.Of(results.Collections));
    }
}
