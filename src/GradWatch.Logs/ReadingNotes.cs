using GradWatch.Wording;

namespace GradWatch.Logs;

/// <summary>What a person should know of how a log was read. Notes of one kind are counted, not repeated.</summary>
public sealed class ReadingNotes
{
    private readonly List<(string Key, object[] First, long Count)> _notes = [];

    /// <summary>The notes as sentences, in the order of their first occurrence; the count follows the arguments of the first.</summary>
    public IReadOnlyList<Sentence> Sentences => [.. _notes.Select(note => new Sentence(note.Key, [.. note.First, note.Count]))];

    /// <summary>Notes something once more.</summary>
    /// <param name="key">Key of a text of Notes.resx, with the prefix <c>note.</c>. Its last placeholder is the count.</param>
    /// <param name="arguments">What goes into the text, of the first occurrence (usually its line or byte).</param>
    public void Add(string key, params object[] arguments)
    {
        int index = _notes.FindIndex(note => note.Key == key);
        if (index < 0)
            _notes.Add((key, arguments, 1));
        else
            _notes[index] = _notes[index] with { Count = _notes[index].Count + 1 };
    }
}
