using System.Buffers.Text;
using GradWatch.Logs.JsonLines;
using GradWatch.Wording;

namespace GradWatch.Logs.HuggingFace;

/// <summary>The trainer_state.json that Hugging Face's Trainer writes with each checkpoint: the rows of its log_history.</summary>
/// <remarks>Rows of evaluation have no training values; the last row is a summary, told by its train_runtime and left out later.</remarks>
public sealed class TrainerStateFormat : ILogFormat
{
    /// <inheritdoc/>
    public string? Recognise(LogHead head)
    {
        ReadOnlySpan<byte> text = head.Span.TrimStart("\uFEFF \t\r\n"u8);
        int history = text.IndexOf("\"log_history\""u8);
        // JSON lines whose last line holds a history of its own begin with whole objects.
        int nextObject = text.IndexOf("}\n{"u8);
        return text.Length > 0 && text[0] == '{' && history >= 0 && (nextObject < 0 || history < nextObject) ? "hf_trainer_state" : null;
    }

    /// <inheritdoc/>
    public IEnumerable<LogRow> Read(LogInput input)
    {
        var history = new LogHistory(input.Content);
        if (!history.Find())
            throw new UnreadableLogException(input.Path, new Sentence("note.hf.no_history"));
        var objects = new JsonObjects(history);
        var json = new JsonRow(input.Keys);
        var row = new LogRow();
        while (objects.Next())
        {
            row.Clear(objects.Line + history.LinesBefore);
            if (objects.TooLarge)
                input.Notes.Add("note.json.too_large", row.Place);
            else if (!json.Fill(objects.Object, row))
                JsonLinesFormat.Reject(objects, input.Notes, row.Place);
            else
                yield return row;
        }
        // Unlike a log that grows, this file is written whole: cut off, it is damaged.
        if (!history.Ended)
            throw new UnreadableLogException(input.Path, new Sentence("note.hf.cut"), objects.Line + history.LinesBefore);
    }

    /// <summary>The step at which a file was written, looked for at its beginning only; 0 when it is not there.</summary>
    internal static long GlobalStep(string path)
    {
        byte[] head = new byte[8192];
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        ReadOnlySpan<byte> text = head.AsSpan(0, file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false));
        ReadOnlySpan<byte> name = "\"global_step\":"u8;
        int at = text.IndexOf(name);
        return at >= 0 && Utf8Parser.TryParse(text[(at + name.Length)..].TrimStart((byte)' '), out long step, out _) ? step : 0;
    }
}
