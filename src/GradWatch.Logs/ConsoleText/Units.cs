namespace GradWatch.Logs.ConsoleText;

/// <summary>Numbers that are told by what stands after them: "第3轮", "450it", "[1, 2000]", "100: loss …".</summary>
internal static class Units
{
    private static readonly string[] Steps =
        ["it", "its", "step", "steps", "iter", "iters", "iteration", "iterations", "batch", "batches", "updates", "步", "次", "шаг", "шагов", "итераций"];

    private static readonly string[] Epochs = ["epoch", "epochs", "эпоха", "轮", "个epoch"];

    internal static void Take(ReadOnlySpan<char> line, in NumberToken token, ref LinePosition position)
    {
        if (TryPair(line, token, out double count))
        {
            position.TakePair(token.Value, count);
            return;
        }
        ReadOnlySpan<char> unit = Unit(line, token.End, out bool isRate);
        if (IsOne(unit, Epochs))
            position.TakeEpoch(token.Value);
        else if (!isRate && IsOne(unit, Steps))
            position.TakeCounted(token.Value);
        else if (IsLeading(line, token))
            position.TakeLeading(token.Value);
    }

    private static ReadOnlySpan<char> Unit(ReadOnlySpan<char> line, int at, out bool isRate)
    {
        if (at < line.Length && line[at] == ' ')
            at++;
        int end = at;
        while (end < line.Length && char.IsLetter(line[end]))
            end++;
        isRate = end < line.Length && line[end] == '/';
        // 第3轮第5步 runs on: the sign after the number is its unit.
        return end > at && NameFinder.IsIdeograph(line[at]) ? line.Slice(at, 1) : line[at..end];
    }

    private static bool IsOne(ReadOnlySpan<char> unit, string[] units)
    {
        foreach (string one in units)
        {
            if (unit.Equals(one, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }

    // [1, 2000] or [1,  2000]: whole numbers, a bracket on both sides, and no "<stdout>" after it.
    private static bool TryPair(ReadOnlySpan<char> line, in NumberToken token, out double count)
    {
        count = double.NaN;
        int at = token.End;
        if (token.Start == 0 || line[token.Start - 1] != '[' || at >= line.Length || line[at] != ',')
            return false;
        at++;
        while (at < line.Length && line[at] == ' ')
            at++;
        int end = at;
        while (end < line.Length && char.IsAsciiDigit(line[end]))
            end++;
        return end > at && end < line.Length && line[end] == ']' && (end + 1 >= line.Length || line[end + 1] != '<')
            && double.TryParse(line[at..end], out count);
    }

    private static bool IsLeading(ReadOnlySpan<char> line, in NumberToken token)
    {
        ReadOnlySpan<char> before = line[..token.Start].Trim(" \t[(#");
        return before.IsEmpty && token.End < line.Length && line[token.End] is ':' or ']' or ')' or ' ' or '|' or ',' or '\t' or '.';
    }
}
