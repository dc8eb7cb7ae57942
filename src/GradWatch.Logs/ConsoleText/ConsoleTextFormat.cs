using System.Text;

namespace GradWatch.Logs.ConsoleText;

/// <summary>What a trainer prints: lines that recur and carry a loss or a gradient norm, in any wording.</summary>
/// <remarks>
/// A line that names its step beside a loss or norm is one of training at once. Without a step the names in it must come again:
/// a configuration is printed once. Such a first line is held back until its second comes.
/// </remarks>
public sealed class ConsoleTextFormat : ILogFormat
{
    private const int MostHeld = 64;

    private static readonly (string Mark, string Id)[] Dialects =
    [
        ("| lm loss", "megatron"), ("lm-loss:", "megatron"), ("[deepspeed]", "deepspeed"), ("actor/", "verl"), (", mfu ", "nanogpt"),
        ("train_time:", "nanogpt"), ("ms/batch", "pytorch_word_lm"), ("num_updates=", "fairseq"), ("gnorm=", "fairseq"), ("{'loss':", "hf_stdout"),
        ("mmengine", "mmengine"), ("torchtitan", "torchtitan"), ("it/s", "progress_bar"), ("ETA:", "keras_stdout"),
    ];

    /// <inheritdoc/>
    public string? Recognise(LogHead head)
    {
        if (!head.IsText)
            return null;
        using var content = new MemoryStream(head.Bytes.ToArray(), false);
        var lines = new TextLines(content);
        var parser = new LineParser(new KeyTable());
        var row = new LogRow();
        while (lines.Next())
        {
            if (parser.Parse(lines.Line, lines.Number, row))
                return Dialect(head);
        }
        // Some trainers print more than the head holds before their first step: the name decides.
        return !head.IsWhole && IsNamedSo(head.Path) ? Dialect(head) : null;
    }

    /// <inheritdoc/>
    public IEnumerable<LogRow> Read(LogInput input)
    {
        var lines = new TextLines(input.Content);
        var parser = new LineParser(input.Keys);
        var held = new HeldRows(MostHeld);
        var row = new LogRow();
        long lastStep = -1;
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
            // What belongs to no step of its own (an overflow) belongs to the one after the last told.
            row.Step ??= parser.HasStep ? lastStep + 1 : null;
            lastStep = row.Step ?? lastStep;
            if (!parser.HasStep && held.Hold(parser.Shape, row))
                continue;
            if (held.Release(parser.Shape) is { } first)
                yield return first;
            yield return row;
        }
        // A log of which no shape came twice: what there is.
        foreach (LogRow single in held.Remaining())
            yield return single;
    }

    private static bool IsNamedSo(string path) =>
        path == "-" || path.EndsWith(".log", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".txt", StringComparison.OrdinalIgnoreCase)
        || path.EndsWith(".out", StringComparison.OrdinalIgnoreCase);

    private static string Dialect(LogHead head)
    {
        foreach ((string mark, string id) in Dialects)
        {
            if (head.Span.IndexOf(Encoding.UTF8.GetBytes(mark)) >= 0)
                return id;
        }
        return "console";
    }
}
