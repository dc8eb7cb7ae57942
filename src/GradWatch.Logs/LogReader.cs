using GradWatch.Logs.Csv;
using GradWatch.Logs.Discovery;
using GradWatch.Logs.Mapping;
using GradWatch.Logs.Mlflow;
using GradWatch.Logs.TensorBoard;
using GradWatch.Logs.Wandb;
using GradWatch.Wording;

namespace GradWatch.Logs;

/// <summary>From a path to the runs in it: finds the files, recognises the formats, maps the names.</summary>
public static class LogReader
{
    /// <summary>The runs of a file or directory, each read while its observations are enumerated.</summary>
    /// <exception cref="UnreadableLogException">Nothing of the path can be read.</exception>
    public static IEnumerable<LogRun> Read(string path, ReadingOptions? options = null)
    {
        options ??= new ReadingOptions();
        return Directory.Exists(path) ? ReadDirectory(path, options) : ReadFile(path, path, options);
    }

    /// <summary>The runs of a stream, e.g. standard input. The stream is read to its end and disposed of.</summary>
    /// <exception cref="UnreadableLogException">Nothing of the stream can be read.</exception>
    public static IEnumerable<LogRun> Read(string path, Stream content, ReadingOptions? options = null) =>
        ReadContent(path, content, null, options ?? new ReadingOptions());

    /// <summary>The parts of a path that can be read apart: of a directory what its runs lie in, in the order in which they are read.</summary>
    public static IEnumerable<LogPart> Parts(string path, ReadingOptions? options = null) => Directory.Exists(path)
        ? LogDirectory.Find(path, options ?? new ReadingOptions()).Select(source => new LogPart(source.Path, reading => ReadPart(source, reading)))
        : [new LogPart(path, reading => ReadFile(path, path, reading))];

    private static IEnumerable<LogRun> ReadPart(LogSource source, ReadingOptions options)
    {
        using IEnumerator<LogRun> found = Open(source, options).GetEnumerator();
        while (Advance(found, source.Path, options, []) is { } run)
            yield return run;
    }

    private static IEnumerable<LogRun> ReadDirectory(string directory, ReadingOptions options)
    {
        int runs = 0;
        List<UnreadableLogException> others = [];
        foreach (LogSource source in LogDirectory.Find(directory, options))
        {
            using IEnumerator<LogRun> found = Open(source, options).GetEnumerator();
            while (Advance(found, source.Path, options, others) is { } run)
            {
                runs++;
                yield return run;
            }
        }
        if (runs > 0)
            yield break;
        foreach (UnreadableLogException other in others)
            options.Unreadable?.Invoke(other);
        throw new UnreadableLogException(directory, new Sentence("note.read.empty_directory"));
    }

    private static IEnumerable<LogRun> Open(LogSource source, ReadingOptions options)
    {
        var notes = new ReadingNotes();
        var keys = new KeyTable();
        foreach (string superseded in source.Superseded)
            notes.Add("note.read.superseded", superseded);
        return source.Kind switch
        {
            LogSourceKind.EventFiles => new RunSplitter(source.Path, TensorBoardFormat.Id, null, notes, keys, options)
                .Split(TensorBoardDirectory.Read(source.Files, keys, notes, file => OpenFile(file, file, options))),
            LogSourceKind.MlflowRun => new RunSplitter(source.Path, "mlflow", MlflowRun.Name(source.Files[0]), notes, keys, options)
                .Split(MlflowRun.Read(source.Files[0], keys, notes)),
            _ => ReadFound(source, options, notes),
        };
    }

    // A named pipe in a directory has no length either, and opening one would wait for its writer.
    private static IEnumerable<LogRun> ReadFound(LogSource source, ReadingOptions options, ReadingNotes notes)
    {
        if (new FileInfo(source.Files[0]) is { Exists: true, Length: 0 })
            throw new UnreadableLogException(source.Path, new Sentence("note.read.empty"), offset: 0);
        foreach (LogRun run in ReadFile(source.Path, source.Files[0], options, notes))
            yield return run;
    }

    // One file of a directory that cannot be read does not keep the others from being read.
    // Neither does one that can be read and tells of something else, as those of TensorBoard's hparams do: no error where logs are.
    private static LogRun? Advance(IEnumerator<LogRun> runs, string path, ReadingOptions options, List<UnreadableLogException> others)
    {
        try
        {
            return runs.MoveNext() ? runs.Current : null;
        }
        catch (UnreadableLogException unreadable)
        {
            if (unreadable.Problem.Key is "note.read.no_series" or "note.read.no_numbers")
                others.Add(unreadable);
            else if (LogDirectory.LooksLikeLog(path))
                options.Unreadable?.Invoke(unreadable);
            return null;
        }
    }

    private static IEnumerable<LogRun> ReadFile(string path, string file, ReadingOptions options, ReadingNotes? notes = null)
    {
        using Stream content = OpenFile(path, file, options);
        foreach (LogRun run in ReadContent(path, content, file, options, notes))
            yield return run;
    }

    private static IEnumerable<LogRun> ReadContent(
        string path, Stream content, string? file, ReadingOptions options, ReadingNotes? notes = null)
    {
        using var head = new HeadStream(Guard(path, () => TextEncoding.Decode(content)));
        var input = new LogInput(path, head, notes ?? new ReadingNotes()) { GivenNames = options.GivenNames };
        var start = new LogHead(path, Guard(path, head.Peek), head.IsWhole) { GivenNames = options.GivenNames };
        if (start.Bytes.Length == 0)
            throw new UnreadableLogException(path, new Sentence("note.read.empty"), offset: 0);
        (ILogFormat format, string id) = LogFormats.Recognise(start) ?? throw Unrecognised(start);
        IEnumerable<LogRow> rows = Rows(format, input, file, options);
        foreach (LogRun run in new RunSplitter(path, id, null, input.Notes, input.Keys, options).Split(new GuardedRows(path, rows, HasLines(format))))
            yield return run;
    }

    private static IEnumerable<LogRow> Rows(ILogFormat format, LogInput input, string? file, ReadingOptions options)
    {
        if (format is CsvFormat && TensorColumns.IsCompanion(input.Path))
            return TensorColumns.Read(input);
        IEnumerable<LogRow> rows = format.Read(input);
        if (format is not CsvFormat || file is null || TensorColumns.Of(file) is not { } companion)
            return rows;
        input.Notes.Add("note.csv.companion", Path.GetFileName(companion));
        return TensorColumns.Join(rows, ReadCompanion(companion, input, options), input.Keys);
    }

    private static CompanionRows ReadCompanion(string path, LogInput table, ReadingOptions options)
    {
        IEnumerable<LogRow> Read()
        {
            using Stream content = OpenFile(path, path, options);
            foreach (LogRow row in TensorColumns.Read(new LogInput(path, content, table.Notes) { Keys = table.Keys }))
                yield return row;
        }
        return new CompanionRows(new GuardedRows(path, Read(), true), table.Notes);
    }

    private static bool HasLines(ILogFormat format) => format is not (TensorBoardFormat or WandbFormat);

    private static Stream OpenFile(string path, string file, ReadingOptions options) => Guard(path, () =>
    {
        if (!File.Exists(file))
            throw new UnreadableLogException(path, new Sentence("note.read.missing"));
        var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16);
        return options.Progress is null || !stream.CanSeek ? (Stream)stream : new ProgressStream(stream, path, options.Progress);
    });

    private static T Guard<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (UnauthorizedAccessException denied)
        {
            throw new UnreadableLogException(path, new Sentence("note.read.denied"), inner: denied);
        }
        catch (Exception failure) when (failure is IOException and not UnreadableLogException or InvalidDataException)
        {
            throw new UnreadableLogException(path, new Sentence("note.read.failed", failure.Message), inner: failure);
        }
    }

    private static UnreadableLogException Unrecognised(LogHead head)
    {
        int binary = head.Span.IndexOf((byte)0);
        return binary >= 0
            ? new UnreadableLogException(head.Path, new Sentence("note.read.binary"), offset: binary)
            : new UnreadableLogException(head.Path, new Sentence("note.read.unrecognised"), line: 1);
    }
}
