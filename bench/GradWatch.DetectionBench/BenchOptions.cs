using GradWatch.DetectionBench.Recordings;

namespace GradWatch.DetectionBench;

/// <summary>What the bench was asked for.</summary>
internal sealed record BenchOptions
{
    internal const string Usage = """
        usage: DetectionBench [FOLDER ...] [options]

          FOLDER            holds runs.tsv and the runs it names; recordings of GradWatch.Workloads --record too.
                            Without one: GRADWATCH_SHARED, a folder shared/runs beside the checkout, or tests/Runs.

          --short           what CI runs: the runs and a few short generated series, held against bounds
          --variants        the same runs as poorer loggers would have written them, and on other scales
          --synthetic       generated series as well
          --synthetic-only  generated series alone: no FOLDER is read
          --long            healthy series of 100,000 steps, 20 seeds of each shape, as well
          --long-only       these alone: no FOLDER is read
          --thresholds      each threshold moved by 30 % either way: which verdicts flip (minutes)
          --cross-validate  thresholds chosen on some scenarios, judged on the others (minutes)
          --calibrate       only: how sure a diagnosis may be, fitted by leaving scenarios out; forecasts of growth
          --json FILE       everything measured, as JSON
          --write FILE      all but --thresholds, as a page of markdown with its charts in images/ beside it (minutes)
          --verbose         what was said of each run
          --help            this text

        Exit status 0, 1 when a bound is broken, 2 for wrong usage or a folder that cannot be read.
        """;

    internal IReadOnlyList<string> Folders { get; init; } = [];

    internal string? JsonTo { get; init; }

    internal string? WriteTo { get; init; }

    internal bool IsHelp { get; init; }

    internal bool IsShort { get; init; }

    internal bool IsVerbose { get; init; }

    internal bool Recorded { get; init; } = true;

    internal bool Variants { get; init; }

    internal bool Synthetic { get; init; }

    internal bool Long { get; init; }

    internal bool Thresholds { get; init; }

    internal bool CrossValidate { get; init; }

    internal bool Calibrate { get; init; }

    /// <summary>Throws <see cref="ArgumentException"/> with a sentence where an argument is not understood or a folder holds no runs.</summary>
    internal static BenchOptions Of(string[] arguments)
    {
        BenchOptions options = new();
        List<string> folders = [];
        Queue<string> left = new(arguments);
        while (left.TryDequeue(out string? argument))
        {
            if (argument.StartsWith('-'))
                options = options.With(argument, left);
            else
                folders.Add(argument);
        }
        if (!options.Recorded || options.IsHelp)
            return options;
        if (folders.Count == 0 && RecordingFolder.Find() is { } found)
            folders.Add(found);
        if (folders.Count == 0)
            throw new ArgumentException("No FOLDER was given, and none was found.");
        foreach (string folder in folders.Where(folder => !RecordingFolder.Holds(folder)))
            throw new ArgumentException($"{folder}: no runs.tsv in it.");
        return options with { Folders = folders };
    }

    private BenchOptions With(string argument, Queue<string> left) => argument switch
    {
        "--help" or "-h" => this with { IsHelp = true },
        "--short" => this with { IsShort = true, Synthetic = true },
        "--verbose" => this with { IsVerbose = true },
        "--variants" => this with { Variants = true },
        "--synthetic" => this with { Synthetic = true },
        "--synthetic-only" => this with { Synthetic = true, Recorded = false },
        "--long" => this with { Long = true },
        "--long-only" => this with { Long = true, Recorded = false },
        "--thresholds" => this with { Thresholds = true },
        "--cross-validate" => this with { CrossValidate = true },
        "--calibrate" => this with { Calibrate = true },
        "--json" => this with { JsonTo = FileOf(argument, left) },
        "--write" => this with { WriteTo = FileOf(argument, left), Variants = true, Synthetic = true, Long = true, CrossValidate = true },
        _ => throw new ArgumentException($"{argument}: no such option. --help lists them."),
    };

    // Asked now: after minutes of measuring it would be a pity.
    private static string FileOf(string option, Queue<string> left)
    {
        if (!left.TryDequeue(out string? file) || file.StartsWith('-'))
            throw new ArgumentException($"{option} needs a file.");
        string folder = Path.GetDirectoryName(Path.GetFullPath(file)) ?? file;
        return Directory.Exists(folder) ? file : throw new ArgumentException($"{file}: there is no folder {folder}.");
    }
}
