using System.Globalization;
using GradWatch.Cli.Help;
using GradWatch.Cli.Texts;
using GradWatch.Wording;

namespace GradWatch.Cli.Backtest.Labels;

/// <summary>Labels of runs: a table with tabs and the columns file, label and, if known, first_bad_step and cause.</summary>
internal sealed class LabelFile(Language language)
{
    /// <summary>The name under which labels lie beside the runs they are about.</summary>
    internal const string Name = "runs.tsv";
    private const string None = "-";

    private readonly Dictionary<string, RunLabel> _labels = [];

    internal bool Any => _labels.Count > 0;

    internal RunLabel? Of(string source) => _labels.GetValueOrDefault(Path.GetFullPath(source));

    /// <summary>Takes the labels of a file in; says what is wrong with it, with its place, or null.</summary>
    internal string? Add(string file)
    {
        try
        {
            return Add(file, File.ReadLines(file));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return $"{file}: {failure.Message}";
        }
    }

    private string? Add(string file, IEnumerable<string> lines)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        string[]? head = null;
        int number = 0;
        foreach (string line in lines)
        {
            number++;
            string[] cells = line.Split('\t', StringSplitOptions.TrimEntries);
            if (line.Trim().Length == 0)
                continue;
            if (head is null)
            {
                head = cells;
                foreach (string column in new[] { "file", "label" })
                {
                    if (!head.Contains(column))
                        return Wrong(file, number, "error.labels.column", column);
                }
                continue;
            }
            if (Read(head, cells, out RunLabel label) is { } wrong)
                return Wrong(file, number, wrong.Key, wrong.Arguments);
            _labels[Path.GetFullPath(Path.Combine(folder, Cell(head, cells, "file")))] = label;
        }
        return head is null ? Wrong(file, 1, "error.labels.empty") : null;
    }

    private (string Key, object[] Arguments)? Read(string[] head, string[] cells, out RunLabel label)
    {
        string word = Cell(head, cells, "label"), step = Cell(head, cells, "first_bad_step");
        label = new RunLabel(word, null, Cell(head, cells, "cause"));
        if (Cell(head, cells, "file") == None)
            return ("error.labels.file", []);
        if (!RunLabel.Known.Contains(word))
        {
            string meant = Spelling.Nearest(word, RunLabel.Known) is { } nearest ? " " + CliTexts.Format(language, "error.meant", nearest) : "";
            return ("error.labels.label", [word, string.Join(", ", RunLabel.Known), meant]);
        }
        // Who labels by eye writes "120?" or "120-140": the first number counts.
        string digits = new([.. step.TakeWhile(char.IsAsciiDigit)]);
        if (step != None && !long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            return ("error.labels.step", [step]);
        label = label with { FirstBadStep = step == None ? null : long.Parse(digits, CultureInfo.InvariantCulture) };
        return null;
    }

    private static string Cell(string[] head, string[] cells, string column)
    {
        int at = Array.IndexOf(head, column);
        return at >= 0 && at < cells.Length && cells[at].Length > 0 ? cells[at] : None;
    }

    private string Wrong(string file, int line, string key, params object[] arguments) =>
        $"{file}: {Wording.Texts.Format(language, "note.place.line", [(long)line])}: {CliTexts.Format(language, key, arguments)}";
}
