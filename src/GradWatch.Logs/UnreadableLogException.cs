using GradWatch.Wording;

namespace GradWatch.Logs;

/// <summary>A log or checkpoint that cannot be read, with the place where reading ended.</summary>
public sealed class UnreadableLogException : IOException
{
    /// <summary>Names the file, the problem and its place.</summary>
    /// <param name="path">The path as it was given.</param>
    /// <param name="problem">What is wrong, a sentence of Notes.resx.</param>
    /// <param name="line">The line, counted from 1, where the format has lines.</param>
    /// <param name="offset">The byte, counted from 0, where it has none.</param>
    /// <param name="inner">What the system said.</param>
    public UnreadableLogException(string path, Sentence problem, long? line = null, long? offset = null, Exception? inner = null)
        : base(Describe(path, problem, line, offset, Language.English), inner)
    {
        Path = path;
        Problem = problem;
        Line = line;
        Offset = offset;
    }

    /// <summary>The path as it was given.</summary>
    public string Path { get; }

    /// <summary>What is wrong.</summary>
    public Sentence Problem { get; }

    /// <summary>The line, counted from 1; null where the format has none.</summary>
    public long? Line { get; }

    /// <summary>The byte, counted from 0; null where a line says it.</summary>
    public long? Offset { get; }

    /// <summary>The whole message in a language: <c>path: line 12: problem</c>.</summary>
    public string In(Language language) => Describe(Path, Problem, Line, Offset, language);

    private static string Describe(string path, Sentence problem, long? line, long? offset, Language language)
    {
        string place = line is { } l ? Texts.Format(language, "note.place.line", [l]) + ": "
            : offset is { } o ? Texts.Format(language, "note.place.byte", [o]) + ": "
            : "";
        return $"{path}: {place}{problem.In(language)}";
    }
}
