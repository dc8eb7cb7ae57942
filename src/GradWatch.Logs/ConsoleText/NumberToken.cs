namespace GradWatch.Logs.ConsoleText;

/// <summary>A number in a line, with the name before it.</summary>
/// <param name="NameStart">Where the name begins; equal to its end when there is none.</param>
/// <param name="NameEnd">Where the name ends.</param>
/// <param name="Value">The number.</param>
/// <param name="End">Where the number ends.</param>
internal readonly record struct NumberToken(int NameStart, int NameEnd, double Value, int End)
{
    internal bool HasName => NameEnd > NameStart;
}
