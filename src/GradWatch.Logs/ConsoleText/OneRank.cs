using System.Globalization;

namespace GradWatch.Logs.ConsoleText;

/// <summary>Of the processes of one run that all print the same kind of line, the first heard is listened to.</summary>
internal sealed class OneRank
{
    // A prefix stands at the beginning.
    private const int LookedAt = 100;
    private const int MostShapes = 1000;
    private readonly Dictionary<int, int> _rankByShape = [];

    /// <summary>Lines of other ranks so far.</summary>
    internal long LeftOut { get; private set; }

    internal bool IsOther(ReadOnlySpan<char> line, int shape)
    {
        if (Rank(line[..Math.Min(line.Length, LookedAt)]) is not { } rank)
            return false;
        if (!_rankByShape.TryGetValue(shape, out int first) && _rankByShape.Count < MostShapes)
            _rankByShape.Add(shape, first = rank);
        bool other = first != rank;
        LeftOut += other ? 1 : 0;
        return other;
    }

    // [rank3], [Rank 3], rank=3, [default3]
    private static int? Rank(ReadOnlySpan<char> start)
    {
        int at = start.IndexOf("rank", StringComparison.OrdinalIgnoreCase);
        int end = at < 0 ? start.IndexOf("[default", StringComparison.Ordinal) : at;
        if (end < 0)
            return null;
        end += at < 0 ? "[default".Length : "rank".Length;
        while (end < start.Length && start[end] is ' ' or '=' or ':' or '_')
            end++;
        int digits = end;
        while (end < start.Length && char.IsAsciiDigit(start[end]))
            end++;
        return int.TryParse(start[digits..end], NumberStyles.None, CultureInfo.InvariantCulture, out int rank) ? rank : null;
    }
}
