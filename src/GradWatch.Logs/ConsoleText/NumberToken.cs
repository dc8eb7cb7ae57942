namespace GradWatch.Logs.ConsoleText;

/// <summary>A number in a line, with the name before it.</summary>
/// <param name="NameStart">Where the name begins; equal to its end when there is none.</param>
/// <param name="NameEnd">Where the name ends.</param>
/// <param name="Value">The number.</param>
/// <param name="Start">Where the number begins.</param>
/// <param name="End">Where the number ends.</param>
/// <param name="Separated">True when a colon, an equals sign or an arrow stands before the number.</param>
internal readonly record struct NumberToken(int NameStart, int NameEnd, double Value, int Start, int End, bool Separated)
{
    internal bool HasName => NameEnd > NameStart;

    internal bool IsWhole => Value == Math.Floor(Value) && Value >= 0;
}
