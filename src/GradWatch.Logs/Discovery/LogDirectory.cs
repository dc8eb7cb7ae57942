using System.Text.RegularExpressions;
using GradWatch.Logs.Csv;
using GradWatch.Logs.HuggingFace;
using GradWatch.Logs.Mlflow;
using GradWatch.Wording;

namespace GradWatch.Logs.Discovery;

/// <summary>The sources of runs in a directory and below it.</summary>
internal static partial class LogDirectory
{
    private const int Deepest = 32;
    private const string TrainerState = "trainer_state.json";

    // Labels of runs (backtest), settings, vocabularies and results of a trainer's own, which hold numbers under any name.
    private static readonly string[] NoLogs =
        ["config.json", "package.json", "meta.yaml", "README.txt", "requirements.txt", "tokenizer.json", "tokenizer_config.json", "vocab.json",
         "added_tokens.json", "special_tokens_map.json", "generation_config.json", "adapter_config.json", "all_results.json", "train_results.json",
         "eval_results.json", "wandb-summary.json", "wandb-metadata.json", "merges.txt", "vocab.txt", "package-lock.json", "args.json",
         "runs.tsv"];

    private static readonly string[] LeftOut = ["node_modules", "__pycache__", "artifacts", "wandb-metadata"];

    private static readonly string[] LogEndings =
        [".csv", ".tsv", ".jsonl", ".ndjson", ".json", ".log", ".txt", ".out", ".err", ".wandb", ".gz"];

    private static readonly string[] SureEndings = [".csv", ".tsv", ".jsonl", ".ndjson", ".log", ".wandb"];

    /// <summary>True for a path named like a log: told of when it cannot be read, while other files are passed over in silence.</summary>
    internal static bool LooksLikeLog(string path) =>
        path.Contains("tfevents", StringComparison.Ordinal)
        || System.IO.Path.GetFileName(path) is "trainer_state.json" or "metrics.csv"
        || SureEndings.Any(end => path.EndsWith(end, StringComparison.OrdinalIgnoreCase));

    internal static IEnumerable<LogSource> Find(string directory, ReadingOptions options)
    {
        IReadOnlyList<string> runs = MlflowStore.FindRuns(directory);
        foreach (string run in runs)
            yield return new LogSource(LogSourceKind.MlflowRun, run, [run], []);
        foreach (LogSource source in Walk(directory, runs, 0, options))
            yield return source;
    }

    private static IEnumerable<LogSource> Walk(string directory, IReadOnlyList<string> except, int depth, ReadingOptions options)
    {
        (List<string> files, List<string> folders) = List(directory, options);
        string[] events = [.. files.Where(file => Path.GetFileName(file).Contains("tfevents", StringComparison.Ordinal))];
        if (events.Length > 0)
            yield return new LogSource(LogSourceKind.EventFiles, events.Length == 1 ? events[0] : directory, events, []);
        string? ownState = files.Find(file => Path.GetFileName(file) == TrainerState);
        foreach (string file in files.Except(events).Where(file => file != ownState && IsCandidate(file)))
            yield return new LogSource(LogSourceKind.File, file, [file], []);
        List<LogSource> states = ownState is null ? [] : [new LogSource(LogSourceKind.File, ownState, [ownState], [])];
        foreach (string folder in folders.Where(folder => depth < Deepest && !except.Contains(folder)))
        {
            foreach (LogSource source in Walk(folder, except, depth + 1, options))
            {
                if (CheckpointState().IsMatch(source.Path) && Path.GetDirectoryName(Path.GetDirectoryName(source.Path)) == directory)
                    states.Add(source);
                else
                    yield return source;
            }
        }
        if (Newest(states) is { } state)
            yield return state;
    }

    // Each checkpoint holds a copy of the whole history so far: the last one supersedes the others. The one that is written when
    // training ends lies beside the checkpoints, unless it is of an earlier training.
    private static LogSource? Newest(List<LogSource> states)
    {
        LogSource? newest = states.MaxBy(source => Step(source.Path));
        return newest is null ? null : newest with { Superseded = [.. states.Where(source => source != newest).Select(source => source.Path)] };
    }

    private static long Step(string state)
    {
        if (CheckpointState().Match(state) is { Success: true } match && long.TryParse(match.Groups[1].ValueSpan, out long step))
            return step;
        try
        {
            return TrainerStateFormat.GlobalStep(state);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Whoever reads it will say why it cannot be read.
            return 0;
        }
    }

    private static bool IsCandidate(string file)
    {
        string name = Path.GetFileName(file);
        return !TensorColumns.IsCompanion(file) && !NoLogs.Contains(name) && !name.EndsWith(".index.json", StringComparison.Ordinal)
            && (LogEndings.Any(end => name.EndsWith(end, StringComparison.OrdinalIgnoreCase)) || !name.Contains('.', StringComparison.Ordinal));
    }

    private static (List<string> Files, List<string> Folders) List(string directory, ReadingOptions options)
    {
        try
        {
            var entries = new DirectoryInfo(directory).EnumerateFileSystemInfos()
                .Where(entry => !entry.Name.StartsWith('.') && !LeftOut.Contains(entry.Name))
                // A link to a directory may lead back up.
                .Where(entry => entry is FileInfo || entry.LinkTarget is null)
                .OrderBy(entry => entry.Name, StringComparer.Ordinal).ToList();
            return ([.. entries.OfType<FileInfo>().Select(file => Path.Combine(directory, file.Name))],
                [.. entries.OfType<DirectoryInfo>().Select(folder => Path.Combine(directory, folder.Name))]);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Sentence problem = failure switch
            {
                UnauthorizedAccessException => new Sentence("note.read.denied"),
                DirectoryNotFoundException => new Sentence("note.read.missing"),
                _ => new Sentence("note.read.failed", failure.Message),
            };
            options.Unreadable?.Invoke(new UnreadableLogException(directory, problem, inner: failure));
            return ([], []);
        }
    }

    [GeneratedRegex(@"checkpoint-(\d+)[/\\]trainer_state\.json$")]
    private static partial Regex CheckpointState();
}
