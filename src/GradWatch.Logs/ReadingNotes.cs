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
        if (!Repeat(key))
            _notes.Add((key, arguments, 1));
    }

    /// <summary>Notes something at a line or byte once more; allocates only for the first.</summary>
    public void Add(string key, long place)
    {
        if (!Repeat(key))
            _notes.Add((key, [place], 1));
    }

    private bool Repeat(string key)
    {
        // A loop and no lambda: a log of evaluation rows comes here a million times, and must not allocate.
        for (int i = 0; i < _notes.Count; i++)
        {
            if (_notes[i].Key != key)
                continue;
            _notes[i] = _notes[i] with { Count = _notes[i].Count + 1 };
            return true;
        }
        return false;
    }
}
