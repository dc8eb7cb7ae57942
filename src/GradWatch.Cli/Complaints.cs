using GradWatch.Cli.Diagnose;

namespace GradWatch.Cli;

/// <summary>What went wrong while others went well: a line each on the error output, and the exit status in the end.</summary>
internal sealed class Complaints(TextWriter output, ReadingProgress? progress)
{
    internal bool Any { get; private set; }

    internal void Add(string message)
    {
        Any = true;
        Note(message);
    }

    /// <summary>Says something that is no failure.</summary>
    internal void Note(string message)
    {
        progress?.Clear();
        output.WriteLine($"{CommandLine.Name}: {message}");
    }
}
