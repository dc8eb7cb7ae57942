using GradWatch.Observations;

namespace GradWatch.Reports.Plots;

/// <summary>What a cell shows that has no shade.</summary>
internal enum CellKind
{
    /// <summary>A finite norm above 0.</summary>
    Shade,
    /// <summary>Exactly 0.</summary>
    Zero,
    /// <summary>Infinite.</summary>
    Infinite,
    /// <summary>NaN.</summary>
    NaN,
}

/// <summary>A stretch of a row in one colour.</summary>
internal readonly record struct HeatCell(double From, double To, CellKind Kind, int Shade);

/// <summary>The norms of one tensor over the run.</summary>
internal sealed record HeatRow(string Tensor, IReadOnlyList<HeatCell> Cells, IReadOnlyList<Column> Columns);

/// <summary>Layer by step: the gradient norm of each tensor, input at the top.</summary>
internal sealed class HeatMap
{
    /// <summary>Above this number weights come before biases, each in depth order: mixed, the stripes hide the trend.</summary>
    private const int MostMixed = 12;
    private const int MostRows = 160;
    private const int MostCells = 6000;
    private const int LeastColumns = 40;
    private const int MostColumns = 160;

    /// <summary>The map of a record; one without rows when norms of tensors are not known.</summary>
    public HeatMap(RunRecord record, StepAxis steps)
    {
        List<SeriesTrace> traces = [.. record.OfTensors(Quantity.GradNorm)];
        Hidden = Math.Max(0, traces.Count - MostRows);
        if (Hidden > 0)
        {
            HashSet<SeriesTrace> largest = [.. traces.OrderByDescending(t => t.NonFinite > 0).ThenByDescending(t => t.Max).Take(MostRows)];
            traces.RemoveAll(t => !largest.Contains(t));
        }
        if (traces.Count > MostMixed)
            traces = [.. traces.OrderBy(t => t.Series.Tensor!.EndsWith("bias", StringComparison.OrdinalIgnoreCase))];
        int columns = Math.Clamp(MostCells / Math.Max(1, traces.Count), LeastColumns, MostColumns);
        Rows = [.. traces.Select(trace => Row(trace, steps, columns))];
    }

    /// <summary>The rows, from the top.</summary>
    public IReadOnlyList<HeatRow> Rows { get; }

    /// <summary>Tensors left out: of more than 160 the ones with the largest norms are shown.</summary>
    public int Hidden { get; }

    /// <summary>Height of a row in px.</summary>
    public int RowHeight => Rows.Count <= 16 ? 16 : Rows.Count <= 40 ? 11 : Math.Max(3, 440 / Rows.Count);

    private static HeatRow Row(SeriesTrace trace, StepAxis steps, int most)
    {
        List<Column> columns = Plots.Columns.Of(trace.Bins, steps.Low, steps.High, most);
        double half = (trace.Bins.Length > 1 ? StepAxis.UsualDistance(trace) : steps.Spacing) / 2;
        List<HeatCell> cells = [];
        for (int i = 0; i < columns.Count; i++)
        {
            double from = Math.Max(0, steps.At(columns[i].First - half));
            double to = Math.Min(StepAxis.Width, steps.At(columns[i].Last + half));
            if (i + 1 < columns.Count && !columns[i + 1].Apart && columns[i + 1].First > columns[i].Last)
                to = Math.Min(to, Math.Max(from, steps.At(columns[i + 1].First - half)));
            Append(cells, Cell(columns[i], from, to));
        }
        return new HeatRow(trace.Series.Tensor!, cells, columns);
    }

    private static HeatCell Cell(in Column column, double from, double to)
    {
        CellKind kind = column.NaN ? CellKind.NaN
            : column.PositiveInfinity || column.NegativeInfinity ? CellKind.Infinite
            : column.Max > 0 ? CellKind.Shade
            : CellKind.Zero;
        return new HeatCell(Math.Round(from), Math.Round(to), kind, kind == CellKind.Shade ? HeatScale.Shade(column.Max) : -1);
    }

    private static void Append(List<HeatCell> cells, HeatCell next)
    {
        if (cells is [.., var last] && Math.Abs(last.To - next.From) <= 1 && (last.Kind, last.Shade) == (next.Kind, next.Shade))
            cells[^1] = last with { To = next.To };
        else
            cells.Add(next);
    }
}
