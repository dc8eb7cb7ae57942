using System.Text;
using CsvHelper;
using GradWatch.Logs.Mapping;
using GradWatch.Wording;

namespace GradWatch.Logs.Csv;

/// <summary>Tables with a header: Lightning's metrics.csv, Keras' CSVLogger, Ultralytics' results.csv and any other.</summary>
public sealed class CsvFormat : ILogFormat
{
    /// <inheritdoc/>
    public string? Recognise(LogHead head)
    {
        if (CsvShape.Find(head) is not { } shape)
            return null;
        string line = Encoding.UTF8.GetString(head.Span[..Math.Max(0, head.Span.IndexOfAny("\r\n"u8))]);
        string[] names = [.. line.Split(shape.Delimiter[0]).Select(name => name.Trim().Trim('"'))];
        if (names.Contains("step") && names.Contains("epoch"))
            return "lightning_csv";
        if (names.Any(name => name.StartsWith("metrics/", StringComparison.Ordinal)) && names.Contains("train/box_loss"))
            return "ultralytics_csv";
        return names.Contains("epoch") && names.Any(name => name.StartsWith("val_", StringComparison.Ordinal)) ? "keras_csv" : "csv";
    }

    /// <inheritdoc/>
    public IEnumerable<LogRow> Read(LogInput input)
    {
        using var head = new HeadStream(input.Content);
        CsvShape shape = CsvShape.Find(new LogHead(input.Path, head.Peek(), head.IsWhole))
            ?? throw new UnreadableLogException(input.Path, new Sentence("note.csv.no_header"), line: 1);
        using var reader = new StreamReader(head, Encoding.UTF8);
        using var parser = new CsvParser(reader, CsvShape.Configuration(shape.Delimiter));
        var columns = new CsvColumns(input.Keys, input.Notes, shape.DecimalComma);
        var row = new LogRow();
        while (Advance(parser, input))
        {
            row.Clear(parser.RawRow);
            if (columns.Fill(parser, row))
                yield return row;
        }
    }

    private static bool Advance(CsvParser parser, LogInput input)
    {
        try
        {
            return parser.Read();
        }
        catch (CsvHelperException damage)
        {
            throw new UnreadableLogException(input.Path, new Sentence("note.csv.damaged"), parser.RawRow, null, damage);
        }
    }
}
