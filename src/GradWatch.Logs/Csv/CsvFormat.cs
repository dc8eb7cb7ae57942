using GradWatch.Logs.ConsoleText;
using GradWatch.Wording;

namespace GradWatch.Logs.Csv;

/// <summary>Tables with a header: Lightning's metrics.csv, Keras' CSVLogger, Ultralytics' results.csv and any other.</summary>
public sealed class CsvFormat : ILogFormat
{
    // Ten thousand tensors of a hundred characters each.
    private const int LongestLine = 1 << 20;

    /// <inheritdoc/>
    public string? Recognise(LogHead head)
    {
        if (CsvShape.Find(head) is not { } shape)
            return null;
        string[] names = [.. shape.Header.Select(name => name.Trim())];
        if (names.Contains("step") && names.Contains("epoch"))
            return "lightning_csv";
        if (names.Any(name => name.StartsWith("metrics/", StringComparison.Ordinal)) && names.Contains("train/box_loss"))
            return "ultralytics_csv";
        return names.Contains("epoch") && names.Any(name => name.StartsWith("val_", StringComparison.Ordinal)) ? "keras_csv" : "csv";
    }

    /// <inheritdoc/>
    public IEnumerable<LogRow> Read(LogInput input)
    {
        using var head = new HeadStream(input.Content, input.HeadLength);
        CsvShape shape = CsvShape.Find(new LogHead(input.Path, head.Peek(), head.IsWhole))
            ?? throw new UnreadableLogException(input.Path, new Sentence("note.csv.no_header"), line: 1);
        var lines = new TextLines(head, LongestLine);
        var columns = new CsvColumns(input.Keys, input.Notes, shape);
        var row = new LogRow();
        for (int before = 0; lines.Next(); before++)
        {
            if (before < shape.HeaderRow)
                continue;
            if (lines.Cut)
                input.Notes.Add("note.csv.long_line", lines.Number);
            if (lines.BreaksOff)
            {
                input.Notes.Add("note.read.hole", lines.Number);
                continue;
            }
            row.Clear(lines.Number);
            if (columns.Fill(lines.Line, row, lines.HasEnd))
                yield return row;
        }
    }
}
