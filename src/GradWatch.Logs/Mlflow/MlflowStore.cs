namespace GradWatch.Logs.Mlflow;

/// <summary>A file store of MLflow: a directory of experiments, each a directory of runs.</summary>
public static class MlflowStore
{
    private const string StoreFolder = "mlruns";
    private const int DeepestRun = 2;

    /// <summary>The run directories of a store (<c>mlruns</c>) or of the directory that holds it, of an experiment or, for a
    /// run directory, itself; by name.</summary>
    /// <remarks>
    /// A run directory holds <c>meta.yaml</c> with a run id, and <c>metrics</c>. Deleted experiments and runs are left out.
    /// Empty where there is none; a directory that may not be listed counts as empty.
    /// </remarks>
    public static IReadOnlyList<string> FindRuns(string directory)
    {
        var runs = new List<string>();
        string store = Path.Combine(directory, StoreFolder);
        Collect(Directory.Exists(store) ? store : directory, DeepestRun, runs);
        return runs;
    }

    private static void Collect(string directory, int depth, List<string> runs)
    {
        Dictionary<string, string>? meta = MetaFile.Read(directory);
        if (meta?.GetValueOrDefault("lifecycle_stage") == "deleted")
            return;
        if (meta is not null && MlflowRun.IdOf(meta) is not null)
        {
            if (Directory.Exists(Path.Combine(directory, MlflowRun.MetricsFolder)))
                runs.Add(directory);
            return;
        }
        if (depth == 0)
            return;
        foreach (string child in Children(directory))
            Collect(child, depth - 1, runs);
    }

    private static IEnumerable<string> Children(string directory)
    {
        try
        {
            return [.. Directory.EnumerateDirectories(directory)
                .Where(child => !Path.GetFileName(child).StartsWith('.'))
                .Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
