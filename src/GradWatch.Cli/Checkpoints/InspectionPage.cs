using GradWatch.Cli.Terminal;
using GradWatch.Logs.Checkpoints;
using GradWatch.Logs.Inspection;
using GradWatch.Statistics;
using GradWatch.Wording;
using Spectre.Console;

namespace GradWatch.Cli.Checkpoints;

/// <summary>One checkpoint for people: verdict, totals, what is said, then a line a tensor.</summary>
internal sealed class InspectionPage(IAnsiConsole console, Language language) : CheckpointPage(console, language)
{
    private const int MostKinds = 6;

    /// <summary>What the table can be sorted by; the first is the default.</summary>
    internal static readonly string[] Orders = ["model", "name", "l2", "max", "std", "init", "zeros", "nonfinite"];

    internal void Write(CheckpointInspection inspection, string order, int rows, bool isNext)
    {
        if (isNext)
            Page.Line();
        WriteVerdict(inspection.Worst, CheckpointHeadline.For(inspection));
        WriteTotals(inspection);
        Page.Line();
        WriteFindings(inspection.Findings);
        WriteTable(inspection, order, rows);
        WriteOthers(inspection.Checkpoint);
        WriteNotes(inspection.Checkpoint.Notes);
    }

    private void WriteTotals(CheckpointInspection inspection)
    {
        string[] types = [.. inspection.Tensors.Select(tensor => tensor.Entry.Type.Name()).Distinct()];
        string tied = inspection.Tied > 0 ? ", " + Text("page.tied", inspection.Tied) : "";
        WriteFaint(Describe(inspection.Checkpoint));
        WriteFaint($"{Text("page.tensors", inspection.Tensors.Count)}, {Text("page.parameters", inspection.Parameters)}{tied}"
            + (types.Length == 1 ? $", {types[0]}" : ""));
    }

    private void WriteTable(CheckpointInspection inspection, string order, int rows)
    {
        if (inspection.Tensors.Count == 0)
            return;
        bool oneType = inspection.Tensors.Select(tensor => tensor.Entry.Type).Distinct().Count() == 1;
        List<InspectedTensor> shown =
            Shown(inspection.Tensors, tensor => tensor.Worst, tensors => Sorted(tensors, order), order == Orders[0], rows);
        var table = new TensorTable(Page, Language);
        foreach (InspectedTensor tensor in shown)
            table.Add(tensor.Worst, TensorNames.Printable(tensor.Entry.Name), Cells(tensor, oneType));
        table.Write(
            Text("column.tensor"), "L2", "max |w|", Text("column.mean"), "std", Text("column.init"), Text("column.zeros"), Text("column.non_finite"),
            "dtype", Text("column.shape"));
        WriteRest(shown.Count, inspection.Tensors.Count);
        if (shown.Exists(tensor => tensor.Initialization is not null))
        {
            Page.Line();
            Page.Paragraph("  " + Text("column.init"), Tone.Faint, 12, Text("page.init"), Tone.Faint);
        }
    }

    private static string[] Cells(InspectedTensor tensor, bool oneType)
    {
        TensorStatistics of = tensor.Statistics;
        bool finite = of.Finite > 0;
        string lost = string.Join(' ', new[] { ("NaN", of.NaN), ("Inf", of.PositiveInfinity), ("-Inf", of.NegativeInfinity) }
            .Where(kind => kind.Item2 > 0).Select(kind => $"{kind.Item1} {Figures.Plain(kind.Item2)}"));
        return
        [
            finite ? Figures.Format(of.L2) : "-", finite ? Figures.Format(of.Max) : "-", finite ? Figures.Format(of.Mean) : "-",
            finite ? Figures.Format(of.StandardDeviation) : "-",
            tensor.Initialization is { } beside ? $"{Figures.Format(beside.Ratio)} {beside.Rule}" : "",
            of.Zeros > 0 ? Figures.Plain(of.Zeros) : "", lost, oneType ? "" : tensor.Entry.Type.Name(), tensor.Entry.ShapeText,
        ];
    }

    private static IEnumerable<InspectedTensor> Sorted(IEnumerable<InspectedTensor> tensors, string order) => order switch
    {
        "name" => tensors.OrderBy(tensor => tensor.Entry.Name, TensorNames.Order),
        "l2" => tensors.OrderByDescending(tensor => tensor.Statistics.L2),
        "max" => tensors.OrderByDescending(tensor => tensor.Statistics.Max),
        "std" => tensors.OrderByDescending(tensor => tensor.Statistics.StandardDeviation),
        // The farthest from its rule first, on either side.
        "init" => tensors.OrderByDescending(tensor => tensor.Initialization is { } beside ? Math.Abs(Math.Log(beside.Ratio)) : -1),
        "zeros" => tensors.OrderByDescending(tensor => tensor.Statistics.Zeros),
        "nonfinite" => tensors.OrderByDescending(tensor => tensor.Statistics.NonFinite),
        _ => tensors,
    };

    private void WriteOthers(Checkpoint checkpoint)
    {
        foreach (TensorGroup group in new[] { TensorGroup.Optimizer, TensorGroup.Other })
        {
            List<TensorEntry> tensors = [.. checkpoint.Of(group)];
            if (tensors.Count == 0)
                continue;
            // exp_avg of 148 weights is one kind, not 148 names.
            var kinds = tensors.GroupBy(tensor => TensorNames.Printable(tensor.Name[(tensor.Name.LastIndexOf('.') + 1)..])).ToList();
            string names = string.Join(", ", kinds.Take(MostKinds).Select(kind => $"{kind.Key} {kind.Count()}"))
                + (kinds.Count > MostKinds ? ", …" : "");
            Page.Line();
            Page.Paragraph("  ", Tone.Plain, 2, Text(group == TensorGroup.Optimizer ? "page.optimizer" : "page.other", tensors.Count, names), Tone.Plain);
        }
    }
}
