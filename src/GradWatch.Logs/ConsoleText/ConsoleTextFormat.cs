using GradWatch.Logs.Mapping;

namespace GradWatch.Logs.ConsoleText;

/// <summary>What a trainer prints: lines that recur and carry a loss or a gradient norm, in any wording.</summary>
/// <remarks>
/// A line that says where it is beside a loss or norm is one of training at once. Without that the names in it must come again:
/// a configuration is printed once. Such a first line is held back until its second comes.
/// </remarks>
public sealed class ConsoleTextFormat : ILogFormat
{
    private const int MostHeld = 64;

    /// <inheritdoc/>
    public string? Recognise(LogHead head)
    {
        if (!head.IsText)
            return null;
        using var content = new MemoryStream(head.Bytes.ToArray(), false);
        var lines = new TextLines(content);
        var parser = new LineParser(new KeyTable(), head.GivenNames);
        var row = new LogRow();
        while (lines.Next())
        {
            if (parser.Parse(lines.Line, lines.Number, row))
                return Dialects.Of(head.Span);
        }
        // Some trainers print more than the head holds before their first step: the name decides.
        return !head.IsWhole && IsNamedSo(head.Path) ? Dialects.Of(head.Span) : null;
    }

    /// <inheritdoc/>
    public IEnumerable<LogRow> Read(LogInput input)
    {
        var lines = new TextLines(input.Content);
        var parser = new LineParser(input.Keys, input.GivenNames);
        var held = new HeldRows(MostHeld);
        var row = new LogRow();
        RowPosition last = RowPosition.Unknown;
        bool any = false;
        while (lines.Next())
        {
            if (lines.Cut)
                input.Notes.Add("note.console.long_line", lines.Number);
            if (!parser.Parse(lines.Line, lines.Number, row))
                continue;
            if (lines.BreaksOff)
            {
                input.Notes.Add("note.read.hole", lines.Number);
                continue;
            }
            if (parser.IsOverflow)
                row.Position = After(last, any);
            // "Loss is nan, stopping training" speaks of the step before.
            else if (parser.IsNonFinite && !row.Position.HasStep && any)
                row.Position = last;
            else if (!row.Position.HasStep && held.Hold(parser.Shape, row))
                continue;
            last = row.Position.HasStep ? row.Position : last;
            if (held.Release(parser.Shape) is { } first)
                yield return first;
            any = true;
            yield return row;
        }
        if (parser.OtherRanks > 0)
            input.Notes.Add("note.console.ranks", parser.OtherRanks);
        // A log of which no shape came twice: what there is.
        foreach (LogRow single in held.Remaining())
            yield return single;
    }

    // What belongs to no step of its own belongs to the one after the last told.
    private static RowPosition After(RowPosition last, bool any) =>
        last.HasStep ? last with { Step = last.Step + 1 } : any ? last : last with { Step = 0 };

    private static bool IsNamedSo(string path) =>
        path == "-" || path.EndsWith(".log", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".txt", StringComparison.OrdinalIgnoreCase)
        || path.EndsWith(".out", StringComparison.OrdinalIgnoreCase);
}
