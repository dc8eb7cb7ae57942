using System.Diagnostics;
using System.Globalization;
using GradWatch.Logs;
using GradWatch.Observations;

namespace GradWatch.Benchmarks.Reading;

/// <summary>How fast a log of 1 GB is read and diagnosed, and in how much memory, beside a baseline on the same file in the same run.</summary>
/// <remarks>Each measurement is a process of its own: its peak memory is that of nothing else.</remarks>
internal static class ReadingThroughput
{
    private const double Megabyte = 1e6;

    /// <summary><c>reading [--size MB] [--rounds N] [kind …]</c>; the kinds are those of <see cref="GeneratedLogs.Kinds"/>.</summary>
    public static int Run(string[] args)
    {
        if (args is ["reading", "--measure", string pass, string of, string file])
            return Measure(pass, of, file);
        long size = Option(args, "--size", 1000) * (long)Megabyte;
        int rounds = (int)Option(args, "--rounds", 3);
        DirectoryInfo folder = Directory.CreateTempSubdirectory("gradwatch-bench");
        try
        {
            foreach ((string kind, string name) in GeneratedLogs.Kinds.Where(kind => !args.Skip(1).Any(IsKind) || args.Contains(kind.Kind)))
            {
                string path = Path.Combine(folder.FullName, name);
                GeneratedLogs.Write(kind, path, size);
                Console.WriteLine($"{kind}: {new FileInfo(path).Length / Megabyte:F0} MB, median of {rounds}");
                foreach (string what in new[] { "baseline", "read", "diagnose" })
                    Print(Enumerable.Range(0, rounds).Select(_ => Child(what, kind, path)).ToList());
                File.Delete(path);
            }
        }
        finally
        {
            folder.Delete(true);
        }
        return 0;
    }

    private static bool IsKind(string argument) => GeneratedLogs.Kinds.Any(kind => kind.Kind == argument);

    private static long Option(string[] args, string name, long otherwise)
    {
        int at = Array.IndexOf(args, name);
        return at >= 0 ? long.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;
    }

    private static void Print(List<string[]> rounds)
    {
        double Median(int column) =>
            rounds.Select(round => double.Parse(round[column], CultureInfo.InvariantCulture)).Order().ElementAt(rounds.Count / 2);
        string name = rounds[0][0];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  {name,-30} {Median(1),7:F0} MB/s elapsed {Median(2),7:F0} MB/s of processor time {Median(3),6:F0} MB peak  {rounds[0][4]}"));
    }

    private static string[] Child(string what, string kind, string path)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        foreach (string argument in new[] { "reading", "--measure", what, kind, path })
            start.ArgumentList.Add(argument);
        using Process child = Process.Start(start)!;
        string line = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        return child.ExitCode == 0 ? line.TrimEnd().Split('\t') : throw new InvalidOperationException($"{what} of {kind} failed");
    }

    private static int Measure(string what, string kind, string path)
    {
        (string name, Func<string, long> pass) = what switch
        {
            "baseline" => Baselines.Of(kind),
            "read" => ("GradWatch, reading alone", Read),
            _ => ("GradWatch, reading, diagnosing", Diagnose),
        };
        using var self = Process.GetCurrentProcess();
        TimeSpan used = self.TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        long found = pass(path);
        double elapsed = watch.Elapsed.TotalSeconds;
        self.Refresh();
        double megabytes = new FileInfo(path).Length / Megabyte;
        double processor = (self.TotalProcessorTime - used).TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name}\t{megabytes / elapsed}\t{megabytes / processor}\t{self.PeakWorkingSet64 / Megabyte}\t{found} {(what == "baseline" ? "tokens, records or lines" : "observations")}"));
        return 0;
    }

    private static long Read(string path)
    {
        long count = 0;
        foreach (LogRun run in LogReader.Read(path))
        {
            foreach (Observation _ in run.Observations)
                count++;
        }
        return count;
    }

    private static long Diagnose(string path)
    {
        long count = 0;
        foreach (LogRun run in LogReader.Read(path, new ReadingOptions { ReadAhead = true }))
        {
            var monitor = new TrainingMonitor();
            foreach (Observation observation in run.Observations)
                monitor.Observe(observation);
            monitor.Complete();
            _ = monitor.Report(run.Description, run.Notes.Sentences);
            count += monitor.Record.Observations;
        }
        return count;
    }
}
