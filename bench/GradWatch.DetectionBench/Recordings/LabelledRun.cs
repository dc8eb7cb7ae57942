using System.Globalization;
using System.Text.RegularExpressions;

namespace GradWatch.DetectionBench.Recordings;

/// <summary>The truth about a run: a line of <c>runs.tsv</c>, or what the generator of a synthetic series made it.</summary>
internal sealed partial record LabelledRun(string Collection, string Name, string Path, string Label, long? FirstBadStep, string Cause)
{
    internal const string Synthetic = "synthetic";
    private static readonly string[] SickLabels = ["sick", "exploding", "loss_spike", "nonfinite"];
    private static readonly string[] OtherLabels = ["event", "vanishing"];
    private static readonly string[] HealthyLabels = ["healthy", "overflow_recovering"];

    internal bool IsSick => SickLabels.Contains(Label);

    internal bool IsHealthy => HealthyLabels.Contains(Label);

    /// <summary>An incident that training survives, or a gradient that vanishes: neither healthy nor sick. Nothing is known of the others.</summary>
    internal bool IsOther => OtherLabels.Contains(Label);

    internal bool IsSynthetic => Collection == Synthetic;

    /// <summary>The last step at which an alarm is in time, where the truth itself says so; else five percent of the run is given.</summary>
    internal long? Deadline { get; init; }

    /// <summary>What was trained, whatever the seed: runs that differ in their seed alone are one scenario.</summary>
    internal string Scenario => Seed().Replace(Name, "");

    /// <summary>The runs of several folders; one that two of them name is taken once, and collections of one name stay apart.</summary>
    internal static IReadOnlyList<LabelledRun> LoadAll(IEnumerable<string> folders)
    {
        List<LabelledRun> all = [];
        foreach (string folder in folders)
        {
            HashSet<string> collections = [.. all.Select(run => run.Collection)];
            HashSet<(string, string)> known = [.. all.Select(run => (run.Collection, run.Name))];
            string name = new DirectoryInfo(folder).Name;
            all.AddRange(Load(folder).Where(run => !known.Contains((run.Collection, run.Name)))
                .Select(run => collections.Contains(run.Collection) ? run with { Collection = $"{run.Collection}, {name}" } : run));
        }
        return all;
    }

    /// <summary>Reads <c>runs.tsv</c> of a folder: file, format, label, first bad step ("-" for none), cause.</summary>
    internal static IReadOnlyList<LabelledRun> Load(string folder)
    {
        List<LabelledRun> runs = [];
        foreach (string line in File.ReadLines(System.IO.Path.Combine(folder, "runs.tsv")).Skip(1).Where(line => line.Length > 0))
        {
            string[] cells = line.Split('\t');
            if (cells.Length < 4)
                throw new InvalidDataException($"{folder}/runs.tsv: a line has {cells.Length} cells, at least 4 are needed: {line}");
            int slash = cells[0].IndexOf('/', StringComparison.Ordinal);
            string collection = slash < 0 ? "shipped" : cells[0][..slash];
            string firstNumber = new([.. cells[3].TakeWhile(char.IsAsciiDigit)]);
            long? step = firstNumber.Length == 0 ? null : long.Parse(firstNumber, CultureInfo.InvariantCulture);
            string path = System.IO.Path.Combine(folder, cells[0]);
            if (!System.IO.Path.Exists(path))
                throw new InvalidDataException($"{path}: named in runs.tsv, but not there.");
            runs.Add(new LabelledRun(collection, cells[0][(slash + 1)..], path, cells[2], step, cells.Length > 4 ? cells[4] : "-"));
        }
        return runs;
    }

    [GeneratedRegex(@"_s\d+(?=\.\w+$)")]
    private static partial Regex Seed();
}
