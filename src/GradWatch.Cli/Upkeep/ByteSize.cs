using System.Globalization;
using GradWatch.Wording;

namespace GradWatch.Cli.Upkeep;

/// <summary>A size as people write it: <c>500MB</c>, <c>5GB</c>, <c>4GiB</c>. The units of disks are decimal.</summary>
internal static class ByteSize
{
    private static readonly (string Name, double Bytes)[] Units =
        [("KiB", 1 << 10), ("MiB", 1 << 20), ("GiB", 1 << 30), ("TiB", 1L << 40), ("KB", 1e3), ("MB", 1e6), ("GB", 1e9), ("TB", 1e12), ("B", 1)];

    internal static bool TryParse(string text, out long bytes)
    {
        bytes = 0;
        foreach ((string name, double unit) in Units)
        {
            if (!text.EndsWith(name, StringComparison.OrdinalIgnoreCase))
                continue;
            if (!double.TryParse(text.AsSpan(0, text.Length - name.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double count)
                || count * unit > long.MaxValue / 2)
                return false;
            bytes = (long)(count * unit);
            return true;
        }
        return false;
    }

    internal static string Format(long bytes) => bytes switch
    {
        >= 1_000_000_000 => Figures.Format(bytes / 1e9) + " GB",
        >= 1_000_000 => Figures.Format(bytes / 1e6) + " MB",
        >= 1000 => Figures.Format(bytes / 1e3) + " KB",
        _ => Figures.Plain(bytes) + " B",
    };
}
