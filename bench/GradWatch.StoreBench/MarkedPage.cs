namespace GradWatch.StoreBench;

/// <summary>A page with a place for what was measured, between two markers.</summary>
internal static class MarkedPage
{
    private const string Begin = "<!-- measured: begin -->", End = "<!-- measured: end -->";

    internal static async Task ReplaceAsync(string file, string measured)
    {
        string page = await File.ReadAllTextAsync(file);
        int begin = page.IndexOf(Begin, StringComparison.Ordinal), end = page.IndexOf(End, StringComparison.Ordinal);
        if (begin < 0 || end < begin)
            throw new InvalidDataException($"{file}: the markers {Begin} and {End} are missing");
        await File.WriteAllTextAsync(file, $"{page[..(begin + Begin.Length)]}\n{measured.Trim()}\n{page[end..]}");
    }
}
