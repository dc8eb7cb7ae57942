using System.Diagnostics;
using System.Globalization;

namespace GradWatch.Benchmarks.Reading;

/// <summary>How long the published tool takes from its start to its verdict, on one log of 1 MB and on forty.</summary>
internal static class StartUp
{
    private const int Rounds = 15;
    private const int Many = 40;
    private const long Size = 1_000_000;

    /// <summary><c>start-up DIR/gradwatch</c>.</summary>
    public static int Run(string tool)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("gradwatch-bench");
        try
        {
            string[] logs = [.. Enumerable.Range(0, Many).Select(i => Path.Combine(folder.FullName, $"run{i}.jsonl"))];
            GeneratedLogs.Write("json-lines", logs[0], Size);
            foreach (string copy in logs.Skip(1))
                File.Copy(logs[0], copy);
            Print("one log of 1 MB", tool, ["diagnose", logs[0]]);
            Print("one log of 1 MB, --json", tool, ["diagnose", "--json", logs[0]]);
            Print($"{Many} logs of 1 MB in one call", tool, ["diagnose", .. logs]);
        }
        finally
        {
            folder.Delete(true);
        }
        return 0;
    }

    private static void Print(string name, string tool, string[] arguments)
    {
        List<double> seconds = [.. Enumerable.Range(0, Rounds).Select(_ => Seconds(tool, arguments)).Order()];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name,-30} {seconds[Rounds / 2],6:F3} s (median of {Rounds}, {seconds[0]:F3} … {seconds[^1]:F3})"));
    }

    private static double Seconds(string tool, string[] arguments)
    {
        var start = new ProcessStartInfo(tool, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        var watch = Stopwatch.StartNew();
        using Process child = Process.Start(start)!;
        Task<string> errors = child.StandardError.ReadToEndAsync();
        child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        double elapsed = watch.Elapsed.TotalSeconds;
        return child.ExitCode == 0 ? elapsed : throw new InvalidOperationException($"{tool} ended with {child.ExitCode}: {errors.Result}");
    }
}
