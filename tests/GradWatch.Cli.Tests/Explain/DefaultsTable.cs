using System.Globalization;
using GradWatch.Cli.Backtest.Rules;
using GradWatch.Wording;

namespace GradWatch.Cli.Tests.Explain;

/// <summary>The table of defaults in a page: its rows, and how they are brought up to date.</summary>
internal static class DefaultsTable
{
    // The only table with four columns, the third aligned as a number.
    private const string Rule = "|---|---|---:|---|";

    internal static IReadOnlyList<string[]> Read(string text) =>
        [.. text.Split('\n').SkipWhile(line => line != Rule).Skip(1).TakeWhile(line => line.StartsWith('|')).Select(Cells)];

    /// <summary>Sets names, order and numbers; units and reasons stay, and a new limit has a dash for each.</summary>
    internal static void Write(string file, IReadOnlyList<DetectorLimit> limits)
    {
        string text = File.ReadAllText(file);
        Dictionary<string, string[]> before = Read(text).ToDictionary(row => row[0]);
        List<string> lines = [.. text.Split('\n')];
        int start = lines.IndexOf(Rule) + 1;
        lines.RemoveRange(start, before.Count);
        lines.InsertRange(start, limits.Select(limit => Row(limit, before.GetValueOrDefault(limit.Name))));
        File.WriteAllText(file, string.Join('\n', lines));
    }

    private static string Row(DetectorLimit limit, string[]? before)
    {
        bool same = before is not null && double.Parse(before[2], CultureInfo.InvariantCulture) == limit.Default;
        return $"| `{limit.Name}` | {before?[1] ?? "-"} | {(same ? before![2] : Figures.Plain(limit.Default))} | {before?[3] ?? "-"} |";
    }

    private static string[] Cells(string line) => [.. line.Trim('|').Split('|').Select(cell => cell.Trim()).Select((cell, i) => i == 0 ? cell.Trim('`') : cell)];
}
