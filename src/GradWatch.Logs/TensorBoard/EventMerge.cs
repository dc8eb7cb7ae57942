using System.Runtime.ExceptionServices;
using GradWatch.Wording;

namespace GradWatch.Logs.TensorBoard;

/// <summary>Merges event files by the time of their events, each opened when its turn comes and closed when it ends.</summary>
internal sealed class EventMerge(
    IReadOnlyList<(string Path, double Begin)> files, KeyTable keys, ReadingNotes notes, Func<string, Stream> open) : IDisposable
{
    private readonly List<Opened> _opened = [];
    private Opened? _current;
    private int _next;
    private bool _hasRows;
    private UnreadableLogException? _firstUnreadable;

    /// <summary>The next row in time; null at the end of all files.</summary>
    /// <exception cref="UnreadableLogException">No file can be read.</exception>
    public LogRow? MoveNext()
    {
        if (_current is not null)
            Step(_current);
        _current = Earliest();
        while (_next < files.Count && !(files[_next].Begin > _current?.Time))
        {
            OpenNext();
            _current = Earliest();
        }
        if (_current is null && !_hasRows && _firstUnreadable is not null)
            ExceptionDispatchInfo.Throw(_firstUnreadable);
        _hasRows |= _current is not null;
        return _current?.File.Row;
    }

    /// <inheritdoc/>
    public void Dispose() => _opened.ForEach(file => file.Content.Dispose());

    private Opened? Earliest()
    {
        Opened? earliest = null;
        foreach (Opened file in _opened)
        {
            if (earliest is null || file.Time < earliest.Time)
                earliest = file;
        }
        return earliest;
    }

    private void OpenNext()
    {
        (string path, double begin) = files[_next++];
        try
        {
            Stream content = open(path);
            var file = new Opened(path, content, new EventFile(path, content, keys, notes)) { Time = begin };
            _opened.Add(file);
            Step(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LeaveOut(path, e);
        }
    }

    private void Step(Opened file)
    {
        try
        {
            if (file.File.MoveNext())
            {
                file.Time = Math.Max(file.Time, file.File.WallTime); // a clock set back must not reorder one file
                return;
            }
        }
        catch (IOException e)
        {
            LeaveOut(file.Path, e);
        }
        _opened.Remove(file);
        file.Content.Dispose();
    }

    private void LeaveOut(string path, Exception e)
    {
        var unreadable = e as UnreadableLogException
            ?? new UnreadableLogException(path, new Sentence("note.tensorboard.not_opened", e.Message), inner: e);
        _firstUnreadable ??= unreadable;
        notes.Add("note.tensorboard.left_out", path, unreadable.Problem);
    }

    private sealed record Opened(string Path, Stream Content, EventFile File)
    {
        public double Time { get; set; }
    }
}
