using GradWatch.Cli.Terminal;
using GradWatch.Logs.Checkpoints;
using GradWatch.Logs.Inspection;
using GradWatch.Wording;
using Spectre.Console;

namespace GradWatch.Cli.Checkpoints;

/// <summary>Two checkpoints for people: verdict, totals, what is said, then a line a tensor, the largest change first.</summary>
internal sealed class ComparisonPage(IAnsiConsole console, Language language) : CheckpointPage(console, language)
{
    private const int MostNamed = 6;

    /// <summary>What the table can be sorted by; the first is the default.</summary>
    internal static readonly string[] Orders = ["ratio", "model", "name", "update", "max"];

    internal void Write(CheckpointComparison comparison, string order, int rows)
    {
        WriteVerdict(comparison.Worst, CheckpointHeadline.For(comparison));
        WriteFaint(Describe(comparison.Before));
        WriteFaint("→ " + Describe(comparison.After));
        string steps = comparison.Steps is { } known ? ", " + Text("page.steps_between", known) : "";
        string unchanged = comparison.Unchanged > 0 ? ", " + Text("page.unchanged", comparison.Unchanged) : "";
        WriteFaint(Text("page.tensors", comparison.Tensors.Count) + unchanged + steps);
        Page.Line();
        WriteFindings(comparison.Findings);
        WriteTable(comparison, order, rows);
        WriteStructure(comparison);
        WriteNotes(comparison.Before.Notes.Concat(comparison.After.Notes).DistinctBy(note => note.In(Language)));
    }

    private void WriteTable(CheckpointComparison comparison, string order, int rows)
    {
        if (comparison.Tensors.Count == 0)
            return;
        List<ComparedTensor> shown =
            Shown(comparison.Tensors, tensor => tensor.Worst, tensors => Sorted(tensors, order), order == "model", rows);
        var table = new TensorTable(Page, Language);
        foreach (ComparedTensor tensor in shown)
            table.Add(tensor.Worst, TensorNames.Printable(tensor.Before.Name), Cells(tensor));
        table.Write(
            Text("column.tensor"), "‖Δw‖/‖w‖", "‖Δw‖", "‖w‖", Text("column.norm_after"), "max |Δw|", Text("column.non_finite"), "dtype",
            Text("column.shape"));
        WriteRest(shown.Count, comparison.Tensors.Count);
        Page.Line();
        Page.Paragraph("  ", Tone.Faint, 2, Text(comparison.Steps is > 1 ? "page.lines_of_many" : "page.lines"), Tone.Faint);
    }

    private static string[] Cells(ComparedTensor tensor)
    {
        TensorDifference of = tensor.Difference;
        bool lost = of.Before.NonFinite + of.After.NonFinite > 0;
        bool none = of.Before.Finite == 0 || of.After.Finite == 0;
        string Number(double value) => none ? "-" : Figures.Format(value);
        return
        [
            Number(of.Ratio), Number(of.L2), Figures.Format(of.Before.L2), Figures.Format(of.After.L2), Number(of.Max),
            lost ? $"{Figures.Plain(of.Before.NonFinite)} → {Figures.Plain(of.After.NonFinite)}" : "",
            tensor.Before.Type == tensor.After.Type ? "" : $"{tensor.Before.Type.Name()} → {tensor.After.Type.Name()}", tensor.Before.ShapeText,
        ];
    }

    private static IEnumerable<ComparedTensor> Sorted(IEnumerable<ComparedTensor> tensors, string order) => order switch
    {
        "model" => tensors,
        "name" => tensors.OrderBy(tensor => tensor.Before.Name, TensorNames.Order),
        "update" => tensors.OrderByDescending(tensor => tensor.Difference.L2),
        "max" => tensors.OrderByDescending(tensor => tensor.Difference.Max),
        // What is no longer finite has no ratio and comes first; counters and statistics of data come last.
        _ => tensors.OrderByDescending(tensor => tensor.Difference.Became > 0).ThenByDescending(tensor => tensor.IsWeight)
            .ThenByDescending(tensor => tensor.Difference.Ratio),
    };

    private void WriteStructure(CheckpointComparison comparison)
    {
        List<string> lines = [];
        if (comparison.OnlyBefore.Count > 0)
            lines.Add(Text("page.only_before", comparison.OnlyBefore.Count, Names(comparison.OnlyBefore)));
        if (comparison.OnlyAfter.Count > 0)
            lines.Add(Text("page.only_after", comparison.OnlyAfter.Count, Names(comparison.OnlyAfter)));
        if (comparison.Reshaped.Count > 0)
        {
            string changes = string.Join(", ", comparison.Reshaped.Take(MostNamed)
                .Select(pair => $"{TensorNames.Printable(pair.Before.Name)} {pair.Before.ShapeText} → {pair.After.ShapeText}"));
            lines.Add(Text("page.reshaped", comparison.Reshaped.Count, changes + (comparison.Reshaped.Count > MostNamed ? ", …" : "")));
        }
        foreach (string line in lines)
            Page.Paragraph("  ?", Tone.Info, 4, line, Tone.Plain);
    }

    private static string Names(IReadOnlyList<TensorEntry> tensors) =>
        string.Join(", ", tensors.Take(MostNamed).Select(tensor => TensorNames.Printable(tensor.Name))) + (tensors.Count > MostNamed ? ", …" : "");
}
