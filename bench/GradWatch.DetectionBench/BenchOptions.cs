using GradWatch.DetectionBench.Recordings;

namespace GradWatch.DetectionBench;

/// <summary>What the bench was asked for.</summary>
internal sealed record BenchOptions(string? Folder, string? WriteTo, bool Verbose, bool Variants, bool Synthetic, bool SyntheticOnly, bool Thresholds, bool Long, bool LongOnly)
{
    internal const string Usage = """
        usage: DetectionBench [FOLDER] [--variants] [--synthetic | --synthetic-only] [--long] [--long-only] [--thresholds] [--verbose] [--write FILE]

          FOLDER            holds runs.tsv and the runs it names
          --variants        the same runs as poorer loggers would have written them, and on other scales
          --synthetic       generated series as well; --long for healthy ones of 100,000 steps with 20 seeds each too
          --synthetic-only  generated series alone: needs no FOLDER
          --long-only       the long healthy series alone (minutes)
          --thresholds      each threshold moved by 30 % either way: which verdicts flip (takes minutes)
          --write FILE      everything but the thresholds, as a page of markdown
        """;

    internal static BenchOptions Of(string[] args)
    {
        int write = Array.IndexOf(args, "--write");
        string? writeTo = write >= 0 && write + 1 < args.Length ? args[write + 1] : null;
        string? folder = args.FirstOrDefault(argument => !argument.StartsWith('-') && argument != writeTo) ?? RecordingFolder.Find();
        bool longOnly = args.Contains("--long-only");
        bool only = longOnly || args.Contains("--synthetic-only");
        return new BenchOptions(
            folder is not null && RecordingFolder.Holds(folder) ? folder : null, writeTo, args.Contains("--verbose"),
            writeTo is not null || args.Contains("--variants"), writeTo is not null || only || args.Contains("--synthetic"), only,
            args.Contains("--thresholds"), args.Contains("--long"), longOnly);
    }
}
