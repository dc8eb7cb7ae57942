using System.Globalization;
using GradWatch.Wording;

namespace GradWatch.Logs.Tests;

/// <summary>A row that was read, kept: rows themselves are reused.</summary>
internal sealed record ReadRow(long? Step, long Place, string Values)
{
    /// <summary>The rows of a log of bytes, and the keys of the notes that its reader made.</summary>
    public static (List<ReadRow> Rows, List<string> Notes) All(ILogFormat format, byte[] bytes) =>
        All(format, new MemoryStream(bytes));

    /// <summary>The rows of a stream, and the keys of the notes that its reader made.</summary>
    public static (List<ReadRow> Rows, List<string> Notes) All(ILogFormat format, Stream content)
    {
        var notes = new ReadingNotes();
        List<ReadRow> rows = Keep(format.Read(new LogInput("some.log", content, notes)));
        return (rows, Keys(notes));
    }

    /// <summary>The rows as far as they can be read, whether or not the rest is unreadable.</summary>
    public static List<ReadRow> UntilUnreadable(ILogFormat format, byte[] bytes)
    {
        var rows = new List<ReadRow>();
        try
        {
            foreach (LogRow row in format.Read(new LogInput("some.log", new MemoryStream(bytes), new ReadingNotes())))
                rows.Add(Of(row));
        }
        catch (UnreadableLogException)
        {
            return rows;
        }
        return rows;
    }

    /// <summary>The rows of an enumeration, kept.</summary>
    public static List<ReadRow> Keep(IEnumerable<LogRow> rows) => [.. rows.Select(Of)];

    /// <summary>The keys of notes; each is also written out in both languages, so a missing text fails the test.</summary>
    public static List<string> Keys(ReadingNotes notes)
    {
        foreach (Sentence note in notes.Sentences)
            _ = note.In(Language.English) + note.In(Language.Russian);
        return [.. notes.Sentences.Select(note => note.Key)];
    }

    /// <summary>True when the row has a value of this name.</summary>
    public bool Has(string key) => Find(key) is not null;

    /// <summary>The value of this name; throws when there is none.</summary>
    public double Value(string key) => double.Parse(Find(key)!, CultureInfo.InvariantCulture);

    private string? Find(string key) => Values.Split(' ')
        .Where(value => value.StartsWith(key + "=", StringComparison.Ordinal))
        .Select(value => value[(key.Length + 1)..])
        .FirstOrDefault();

    private static ReadRow Of(LogRow row)
    {
        var values = new List<string>();
        foreach (LogValue value in row.Values)
            values.Add(FormattableString.Invariant($"{value.Key}={value.Value:R}"));
        return new ReadRow(row.Step, row.Place, string.Join(' ', values));
    }
}
