using System.Globalization;

namespace GradWatch.Logs.Checkpoints;

/// <summary>Names of tensors: their order, and how they are shown. They come from files that nobody has checked.</summary>
public static class TensorNames
{
    private const int LongestShown = 160;

    /// <summary>Orders names as a person would: <c>layers.2</c> before <c>layers.10</c>.</summary>
    public static readonly IComparer<string> Order =
        Comparer<string>.Create((left, right) => Compare(left, right) is not 0 and var order ? order : string.CompareOrdinal(left, right));

    /// <summary>A name without what would steer a terminal, cut where it is absurdly long.</summary>
    public static string Printable(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        string shown = name.Length <= LongestShown ? name : name[..LongestShown] + "…";
        return shown.Any(IsUnprintable) ? string.Concat(shown.Select(c => IsUnprintable(c) ? '\uFFFD' : c)) : shown;
    }

    private static bool IsUnprintable(char c) => char.GetUnicodeCategory(c)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static int Compare(string left, string right)
    {
        int i = 0, j = 0;
        while (i < left.Length && j < right.Length)
        {
            if (char.IsAsciiDigit(left[i]) && char.IsAsciiDigit(right[j]))
            {
                ReadOnlySpan<char> a = Number(left, ref i), b = Number(right, ref j);
                int order = a.Length != b.Length ? a.Length.CompareTo(b.Length) : a.SequenceCompareTo(b);
                if (order != 0)
                    return order;
                continue;
            }
            if (left[i] != right[j])
                return left[i].CompareTo(right[j]);
            i++;
            j++;
        }
        return (left.Length - i).CompareTo(right.Length - j);
    }

    private static ReadOnlySpan<char> Number(string text, ref int at)
    {
        int start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
            at++;
        return text.AsSpan(start, at - start).TrimStart('0');
    }
}
