namespace GradWatch.DetectionBench;

/// <summary>Where recorded, labelled runs may lie: named by GRADWATCH_SHARED, or in a folder named shared beside the checkout.</summary>
internal static class Recordings
{
    internal static string? Find()
    {
        string? named = Environment.GetEnvironmentVariable("GRADWATCH_SHARED");
        if (named is not null)
            return Path.Combine(named, "runs");
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            string beside = Path.Combine(at.FullName, "shared", "runs");
            if (File.Exists(Path.Combine(beside, "runs.tsv")))
                return beside;
        }
        return null;
    }
}
