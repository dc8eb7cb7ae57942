using GradWatch.Reports;
using GradWatch.Wording;
using ScottPlot;

namespace GradWatch.Cli.Charts;

/// <summary>The runs as one PNG: a column a run, a strip a quantity, the same steps in a column.</summary>
internal static class ChartFile
{
    private const int MostRuns = 4;
    private const int ColumnWidth = 1200;
    private const int StripHeight = 260;

    internal static void Write(IReadOnlyList<Report> reports, string file, Language language)
    {
        List<Report> shown = [.. reports.Take(MostRuns)];
        if (shown.Count == 0)
            throw new IOException("no run");
        List<List<Plot>> columns = [.. shown.Select(report => RunChart.Strips(report, language))];
        int rows = columns.Max(column => column.Count);
        var whole = new Multiplot();
        whole.RemovePlot(whole.GetPlot(0));
        for (int row = 0; row < rows; row++)
        {
            foreach (List<Plot> column in columns)
                whole.AddPlot(row < column.Count ? column[row] : new Plot());
        }
        whole.Layout = new ScottPlot.MultiplotLayouts.Grid(rows, columns.Count);
        int width = columns.Count == 1 ? ColumnWidth : ColumnWidth * 2 / 3 * columns.Count;
        string draft = Path.GetFullPath(file) + ".part";
        File.WriteAllBytes(draft, whole.Render(width, StripHeight * rows).GetImageBytes(ImageFormat.Png));
        File.Move(draft, file, true);
    }
}
