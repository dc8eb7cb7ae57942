using System.Text;
using GradWatch.Reports;
using GradWatch.Wording;

namespace GradWatch.Cli.Diagnose;

/// <summary>The HTML report as a file that is there whole or not at all.</summary>
internal static class HtmlFile
{
    internal static void Write(IReadOnlyList<Report> reports, string file, Language language)
    {
        string whole = Path.GetFullPath(file);
        string draft = whole + ".part";
        using (var writer = new StreamWriter(draft, false, new UTF8Encoding(false)))
            HtmlReport.Write(reports, writer, language);
        File.Move(draft, whole, true);
    }
}
