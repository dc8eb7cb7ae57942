using System.Text.RegularExpressions;
using GradWatch.Logs.Discovery;
using GradWatch.Logs.HuggingFace;
using GradWatch.Logs.Mlflow;

namespace GradWatch.Logs.Following;

/// <summary>The growing logs at a path: one for a file; for a directory one for each source in it, those to come too.</summary>
internal sealed partial class FollowedSources(string path, ReadingOptions options, Polling polling)
{
    private readonly Dictionary<string, (FollowedRuns Runs, LogSource Source)> _known = new(StringComparer.Ordinal);

    /// <summary>Looks for sources; those that were not there before.</summary>
    internal IReadOnlyList<FollowedRuns> Discover()
    {
        List<FollowedRuns> found = [];
        foreach (LogSource source in Find())
        {
            string id = IdOf(source);
            if (_known.TryGetValue(id, out (FollowedRuns Runs, LogSource Source) known))
            {
                lock (_known)
                    _known[id] = (known.Runs, source);
                continue;
            }
            string? name = source.Kind == LogSourceKind.MlflowRun ? MlflowRun.Name(source.Files[0]) : null;
            var runs = new FollowedRuns(source.Path, name, Open(source, id), options, polling);
            lock (_known)
                _known.Add(id, (runs, source));
            found.Add(runs);
        }
        return found;
    }

    private IEnumerable<LogSource> Find()
    {
        if (Directory.Exists(path))
            return LogDirectory.Find(path, options);
        if (!File.Exists(path))
            return [];
        bool isEvents = Path.GetFileName(path).Contains("tfevents", StringComparison.Ordinal);
        return [new LogSource(isEvents ? LogSourceKind.EventFiles : LogSourceKind.File, path, [path], [])];
    }

    private IGrowingLog Open(LogSource source, string id) => source.Kind switch
    {
        LogSourceKind.EventFiles => new GrowingEvents(() => Newest(id).Files, options, polling),
        LogSourceKind.MlflowRun => new RewrittenLog(
            "mlflow", options, polling, () => FilesVersion.Of(Directory.EnumerateFiles(source.Files[0], "*", SearchOption.AllDirectories)),
            keys => MlflowRun.Read(source.Files[0], keys, new ReadingNotes())),
        _ when Path.GetFileName(source.Path) == "trainer_state.json" => new RewrittenLog(
            "hf_trainer_state", options, polling, () => FilesVersion.Of(Newest(id).Files), keys => ReadState(Newest(id).Files[0], keys)),
        _ => new GrowingFile(source.Files[0], options, polling),
    };

    private LogSource Newest(string id)
    {
        lock (_known)
            return _known[id].Source;
    }

    private static IEnumerable<LogRow> ReadState(string file, KeyTable keys)
    {
        using var content = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16);
        foreach (LogRow row in new TrainerStateFormat().Read(new LogInput(file, content, new ReadingNotes()) { Keys = keys }))
            yield return row;
    }

    // The newest checkpoint's state goes on where the one before it ended: they are one log. Event files of a directory are one run.
    private string IdOf(LogSource source) => source.Kind switch
    {
        LogSourceKind.EventFiles when Directory.Exists(path) => "events " + (File.Exists(source.Path) ? Path.GetDirectoryName(source.Path) : source.Path),
        LogSourceKind.File when Directory.Exists(path) => Checkpoint().Replace(source.Path, "checkpoint"),
        _ => source.Path,
    };

    [GeneratedRegex(@"checkpoint-\d+(?=[/\\]trainer_state\.json$)")]
    private static partial Regex Checkpoint();
}
