using GradWatch.Wording;

namespace GradWatch.Reports;

/// <summary>Reports as a file, complete or not there at all: a file of that name stays until the new one is whole.</summary>
public static class ReportFile
{
    /// <summary>Writes one or more runs as HTML (<c>.html</c>), JSON lines (<c>.json</c>, <c>.jsonl</c>) or plain text (<c>.txt</c>).</summary>
    /// <exception cref="ArgumentException">The name ends otherwise.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(IReadOnlyList<Report> reports, string path, Language language = Language.English)
    {
        ArgumentNullException.ThrowIfNull(reports);
        ArgumentException.ThrowIfNullOrEmpty(path);
        Action<Stream> write = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".html" or ".htm" => stream => Text(stream, output => HtmlReport.Write(reports, output, language)),
            ".txt" => stream => Text(stream, output => Plain(reports, output, language)),
            ".json" or ".jsonl" => stream => Lines(reports, stream, language),
            string other => throw new ArgumentException($"a report is written as .html, .json, .jsonl or .txt, not as '{other}'", nameof(path)),
        };
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        WholeFile.Write(path, write);
    }

    /// <inheritdoc cref="Save(IReadOnlyList{Report}, string, Language)"/>
    public static void Save(Report report, string path, Language language = Language.English) => Save([report], path, language);

    private static void Text(Stream stream, Action<TextWriter> write)
    {
        using var output = new StreamWriter(stream, leaveOpen: true);
        write(output);
    }

    private static void Plain(IReadOnlyList<Report> reports, TextWriter output, Language language)
    {
        foreach (Report report in reports)
        {
            if (reports.Count > 1)
                output.WriteLine($"# {report.Run.Name ?? report.Run.Source}");
            TextReport.Write(report, output, language);
        }
    }

    private static void Lines(IReadOnlyList<Report> reports, Stream stream, Language language)
    {
        foreach (Report report in reports)
            JsonReport.Write(report, stream, language);
    }
}
