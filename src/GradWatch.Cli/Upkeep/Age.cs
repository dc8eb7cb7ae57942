using System.Globalization;

namespace GradWatch.Cli.Upkeep;

/// <summary>A time as people write it: <c>30d</c>, <c>12h</c>, <c>45m</c>, <c>2w</c>.</summary>
internal static class Age
{
    internal static bool TryParse(string text, out TimeSpan age)
    {
        age = default;
        double days = text.Length < 2 ? 0 : text[^1] switch { 'm' => 1.0 / 1440, 'h' => 1.0 / 24, 'd' => 1, 'w' => 7, _ => 0 };
        if (days == 0 || !double.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double count)
            || count * days > TimeSpan.MaxValue.TotalDays / 2)
            return false;
        age = TimeSpan.FromDays(count * days);
        return true;
    }
}
