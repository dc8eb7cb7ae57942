namespace GradWatch.DetectionBench.Recordings;

/// <summary>Where labelled runs lie: named by GRADWATCH_SHARED, in a folder named shared beside the checkout, or in the checkout itself.</summary>
internal static class RecordingFolder
{
    private const string Index = "runs.tsv";

    internal static string? Find()
    {
        string? named = Environment.GetEnvironmentVariable("GRADWATCH_SHARED");
        if (named is not null && Holds(Path.Combine(named, "runs")))
            return Path.Combine(named, "runs");
        return Above("shared", "runs") ?? Above("tests", "Runs");
    }

    internal static bool Holds(string folder) => File.Exists(Path.Combine(folder, Index));

    private static string? Above(string parent, string name)
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            string folder = Path.Combine(at.FullName, parent, name);
            if (Holds(folder))
                return folder;
        }
        return null;
    }
}
