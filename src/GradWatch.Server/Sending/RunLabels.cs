namespace GradWatch.Server.Sending;

/// <summary>Names and tags within bounds: what a list shows of a thousand runs stays small.</summary>
internal static class RunLabels
{
    private const int LongestName = 500;
    private const int MostTags = 256;
    private const int LongestTag = 250;
    private const int LongestValue = 6000;

    internal static void CheckName(string name)
    {
        if (name.Length is 0 or > LongestName)
            throw RequestProblemException.BadRequest($"name must have 1 to {LongestName} characters");
    }

    internal static string Source(string? source) => source is { Length: > LongestValue }
        ? throw RequestProblemException.BadRequest($"source has more than {LongestValue} characters")
        : source ?? "";

    internal static IReadOnlyDictionary<string, string>? Tags(Dictionary<string, string>? tags)
    {
        if (tags is null)
            return null;
        if (tags.Count > MostTags)
            throw RequestProblemException.BadRequest($"tags: {tags.Count} are more than {MostTags}");
        foreach ((string tag, string value) in tags)
        {
            if (tag.Length is 0 or > LongestTag)
                throw RequestProblemException.BadRequest($"tags: a name must have 1 to {LongestTag} characters");
            if (value is null or { Length: > LongestValue })
                throw RequestProblemException.BadRequest($"tags.{tag}: a text of at most {LongestValue} characters is expected");
        }
        return tags;
    }
}
