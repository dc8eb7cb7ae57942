namespace GradWatch.Logs.Mlflow;

/// <summary>The flat <c>meta.yaml</c> of an experiment or run: lines of <c>key: value</c>, and no more of YAML than
/// that.</summary>
internal static class MetaFile
{
    private const int MostLines = 1000;

    /// <summary>The entries of a directory's meta.yaml; null when there is none that can be read.</summary>
    public static Dictionary<string, string>? Read(string directory)
    {
        string path = Path.Combine(directory, "meta.yaml");
        if (!File.Exists(path))
            return null; // the usual case while a store is looked for: cheaper than the exception
        try
        {
            var entries = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (string line in File.ReadLines(path).Take(MostLines))
            {
                int colon = line.IndexOf(':', StringComparison.Ordinal);
                if (colon > 0 && !char.IsWhiteSpace(line[0]))
                    entries.TryAdd(line[..colon], Unquote(line[(colon + 1)..].Trim()));
            }
            return entries;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string Unquote(string value) =>
        value.Length >= 2 && value[0] == value[^1] && value[0] is '\'' or '"' ? value[1..^1] : value;
}
