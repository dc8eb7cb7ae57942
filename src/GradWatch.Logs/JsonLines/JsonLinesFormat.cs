using GradWatch.Wording;

namespace GradWatch.Logs.JsonLines;

/// <summary>JSON objects one after the other, on lines of their own or not, or in an array; one object a step.</summary>
public sealed class JsonLinesFormat : ILogFormat
{
    private const int LinesLookedAt = 200;

    private static readonly (string Mark, string Id)[] Dialects =
    [
        ("\"global_step/max_steps\"", "ms_swift"), ("\"current_steps\"", "llamafactory"),
        ("\"data_time\"", "detectron2"), ("\"mode\"", "mmcv"),
    ];

    /// <inheritdoc/>
    public string? Recognise(LogHead head)
    {
        ReadOnlySpan<byte> text = head.Span.TrimStart("\uFEFF \t\r\n["u8);
        if (text.IsEmpty || text[0] != '{' || !HasProperty(text) || !IsMostlyJson(text))
            return null;
        foreach ((string mark, string id) in Dialects)
        {
            if (text[..Math.Min(text.Length, 8192)].IndexOf(System.Text.Encoding.ASCII.GetBytes(mark)) >= 0)
                return id == "detectron2" && text.IndexOf("\"iteration\""u8) < 0 ? "mmcv" : id;
        }
        return "json_lines";
    }

    /// <inheritdoc/>
    public IEnumerable<LogRow> Read(LogInput input)
    {
        var objects = new JsonObjects(input.Content);
        var json = new JsonRow(input.Keys);
        var row = new LogRow();
        bool any = false;
        while (objects.Next())
        {
            row.Clear(objects.Line);
            if (objects.TooLarge)
                input.Notes.Add("note.json.too_large", objects.Line);
            else if (!json.Fill(objects.Object, row))
                Reject(objects, input.Notes, objects.Line);
            else if (row.Values.Length > 0)
            {
                any = true;
                yield return row;
            }
        }
        if (objects.Torn)
            input.Notes.Add("note.json.torn", objects.Line);
        if (objects.Torn && !any)
            throw new UnreadableLogException(input.Path, new Sentence("note.json.cut"), objects.Line);
    }

    // A trainer may print its configuration as JSON and go on in words.
    private static bool IsMostlyJson(ReadOnlySpan<byte> text)
    {
        int json = 0, other = 0;
        foreach (Range range in text.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = text[range].Trim(" \t\r"u8);
            if (line.IsEmpty || json + other >= LinesLookedAt)
                continue;
            bool looksSo = "{}[]\"-0123456789"u8.Contains(line[0]) || line.StartsWith("null"u8) || line.StartsWith("NaN"u8);
            json += looksSo ? 1 : 0;
            other += looksSo ? 0 : 1;
        }
        return other * 4 <= json;
    }

    // A line that is not one object may be several, or the beginning of one.
    internal static void Reject(JsonObjects objects, ReadingNotes notes, long line)
    {
        if (objects.IsLine)
            objects.GoBack();
        else
            notes.Add("note.json.damaged", line);
    }

    // {"name": … — a Python dict has other quotes, source code no quotes at all.
    private static bool HasProperty(ReadOnlySpan<byte> text)
    {
        while (text.Length > 1 && text[0] == '{')
        {
            text = text[1..].TrimStart(" \t\r\n"u8);
            if (text.IsEmpty || text[0] == '"')
                return !text.IsEmpty;
            if (text[0] != '}')
                return false;
            // {} on a line of its own: some loggers begin with an empty header.
            text = text[1..].TrimStart(", \t\r\n"u8);
        }
        return false;
    }
}
