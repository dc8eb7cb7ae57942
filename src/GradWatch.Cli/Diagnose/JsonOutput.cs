using GradWatch.Reports;
using GradWatch.Wording;

namespace GradWatch.Cli.Diagnose;

/// <summary>Reports as JSON lines, written as they are made; notes of reading go to the error output, as the contract has no place for them.</summary>
internal sealed class JsonOutput(Stream output, Complaints complaints, Language language, bool indent) : IDisposable
{
    internal void Write(Report report)
    {
        JsonReport.Write(report, output, language, indent);
        output.Flush();
        foreach (Sentence note in report.Notes)
            complaints.Note($"{report.Run.Source}: {note.In(language)}");
    }

    /// <inheritdoc/>
    public void Dispose() => output.Dispose();
}
