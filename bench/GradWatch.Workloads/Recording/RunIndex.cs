using GradWatch.Workloads.Running;
using GradWatch.Workloads.Scenarios;

namespace GradWatch.Workloads.Recording;

/// <summary>The truth about the recorded runs of a folder, in its <c>runs.tsv</c>.</summary>
internal static class RunIndex
{
    private const string Head = "file\tformat\tlabel\tfirst_bad_step\tcause", None = "-";

    private static readonly Lock Writing = new();

    /// <summary>Where the run of an outcome lies in its folder.</summary>
    internal static string PathOf(Outcome outcome)
    {
        string part = outcome.Part.Length == 0 ? "" : $"_{outcome.Part}";
        return $"{(Suite.Has(outcome.Scenario) ? "workloads" : "random")}/{outcome.Scenario}{part}_s{outcome.Seed}.csv";
    }

    /// <summary>Adds runs to the index of a folder, or puts them in place of the same ones. Runs that broke have no file.</summary>
    internal static void Complete(string folder, IEnumerable<Outcome> outcomes)
    {
        lock (Writing)
        {
            string path = Path.Combine(folder, "runs.tsv");
            SortedDictionary<string, string> lines = new(StringComparer.Ordinal);
            foreach (string line in File.Exists(path) ? File.ReadLines(path).Skip(1) : [])
                lines[line.Split('\t')[0]] = line;
            foreach (Outcome outcome in outcomes.Where(one => one.Fault is null))
                lines[PathOf(outcome)] = Line(outcome);
            Directory.CreateDirectory(folder);
            File.WriteAllLines(path, lines.Values.Prepend(Head));
        }
    }

    private static string Line(Outcome outcome)
    {
        string label = outcome.Label.ToString().ToLowerInvariant();
        string bad = outcome.FirstBadStep is { } step ? $"{step}" : None;
        return string.Join('\t', PathOf(outcome), "csv", label, bad, outcome.ExpectedCause ?? None);
    }
}
