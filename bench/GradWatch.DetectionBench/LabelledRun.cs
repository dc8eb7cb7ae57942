using System.Globalization;

namespace GradWatch.DetectionBench;

/// <summary>A recorded run and the truth about it, a line of <c>runs.tsv</c>.</summary>
internal sealed record LabelledRun(string Collection, string Name, string Path, string Label, long? FirstBadStep, string Cause)
{
    private static readonly string[] SickLabels = ["sick", "exploding", "loss_spike", "nonfinite"];
    private static readonly string[] HealthyLabels = ["healthy", "overflow_recovering"];

    internal bool IsSick => SickLabels.Contains(Label);

    internal bool IsHealthy => HealthyLabels.Contains(Label);

    /// <summary>Reads <c>runs.tsv</c> of a folder: file, format, label, first bad step ("-" for none), cause.</summary>
    internal static IReadOnlyList<LabelledRun> Load(string folder)
    {
        List<LabelledRun> runs = [];
        foreach (string line in File.ReadLines(System.IO.Path.Combine(folder, "runs.tsv")).Skip(1))
        {
            string[] cells = line.Split('\t');
            string[] parts = cells[0].Split('/', 2);
            string firstNumber = new([.. cells[3].TakeWhile(char.IsAsciiDigit)]);
            long? step = firstNumber.Length == 0 ? null : long.Parse(firstNumber, CultureInfo.InvariantCulture);
            runs.Add(new LabelledRun(parts[0], parts[1], System.IO.Path.Combine(folder, cells[0]), cells[2], step, cells[4]));
        }
        return runs;
    }
}
