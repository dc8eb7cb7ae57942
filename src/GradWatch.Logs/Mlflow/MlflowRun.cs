using System.IO.Enumeration;
using GradWatch.Wording;

namespace GradWatch.Logs.Mlflow;

/// <summary>A run directory of MLflow's file store: a file for each metric, joined to rows by step.</summary>
public static class MlflowRun
{
    internal const string MetricsFolder = "metrics";

    /// <summary>The run's name, or its id where it has none; the directory's name where meta.yaml is missing.</summary>
    public static string Name(string directory)
    {
        Dictionary<string, string>? meta = MetaFile.Read(directory);
        string? name = meta?.GetValueOrDefault("run_name");
        if (string.IsNullOrEmpty(name) || name == "null")
            name = meta is null ? null : IdOf(meta);
        return name ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(directory));
    }

    /// <summary>The rows: the values that all metrics have at one step. The same <see cref="LogRow"/> comes again and
    /// again.</summary>
    /// <remarks>
    /// Keys are the metrics' paths below <c>metrics</c>, with <c>/</c>. Where a metric's step repeats or goes back (a resumed
    /// run) a new round begins, and rounds come one after the other. No file stays open, however many metrics there are.
    /// A metric logged without steps gets the number of its value as step. <see cref="LogRow.Place"/> is the row's number.
    /// </remarks>
    /// <exception cref="UnreadableLogException">A metric file cannot be read.</exception>
    public static IEnumerable<LogRow> Read(string directory, KeyTable keys, ReadingNotes notes)
    {
        var waiting = new PriorityQueue<MetricFile, MetricPosition>();
        foreach (MetricFile metric in MetricsOf(directory, keys, notes))
        {
            if (metric.MoveNext())
                waiting.Enqueue(metric, metric.Position);
        }
        var row = new LogRow();
        for (long number = 1; waiting.Count > 0; number++)
        {
            row.Clear(number);
            MetricPosition first = waiting.Peek().Position;
            row.Step = first.Step;
            while (waiting.TryPeek(out MetricFile? metric, out MetricPosition at)
                && (at.Round, at.Step) == (first.Round, first.Step))
            {
                row.Add(metric.Key, metric.Value);
                if (metric.MoveNext())
                    waiting.DequeueEnqueue(metric, metric.Position);
                else
                    waiting.Dequeue();
            }
            yield return row;
        }
    }

    internal static string? IdOf(Dictionary<string, string> meta) =>
        meta.TryGetValue("run_id", out string? id) || meta.TryGetValue("run_uuid", out id) ? id : null;

    private static IEnumerable<MetricFile> MetricsOf(string directory, KeyTable keys, ReadingNotes notes)
    {
        string root = Path.Combine(directory, MetricsFolder);
        List<string> paths = Files(root);
        for (int i = 0; i < paths.Count; i++)
        {
            string name = Path.GetRelativePath(root, paths[i]).Replace(Path.DirectorySeparatorChar, '/');
            yield return new MetricFile(paths[i], keys.Intern(name), i, notes);
        }
    }

    // Links to files are followed (stores under version control have them), links to directories not: they may lead back up.
    private static FileSystemEnumerable<string> Below(string root) => new(
        root, (ref FileSystemEntry entry) => entry.ToFullPath(), new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = false })
    {
        ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory,
        ShouldRecursePredicate = (ref FileSystemEntry entry) => (entry.Attributes & FileAttributes.ReparsePoint) == 0,
    };

    private static List<string> Files(string root)
    {
        try
        {
            // Names with a dot in front are the file manager's, not metrics.
            return [.. Below(root)
                .Where(path => !Path.GetFileName(path).StartsWith('.'))
                .Order(StringComparer.Ordinal)];
        }
        catch (DirectoryNotFoundException)
        {
            return []; // a run that has logged nothing yet
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UnreadableLogException(root, new Sentence("note.mlflow.unreadable", e.Message), inner: e);
        }
    }
}
