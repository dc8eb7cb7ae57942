using System.Globalization;
using System.Text;
using GradWatch.Observations;

namespace GradWatch.Reports.Plots;

/// <summary>A small picture of a gradient norm on the one fixed scale of a table, 1e-4 to 1e12; a bin shows its largest value.</summary>
internal static class Sparkline
{
    /// <summary>Width in px.</summary>
    public const int Width = 120;
    /// <summary>Height in px.</summary>
    public const int Height = 24;
    private const int MostColumns = 60;
    private const double LowDecade = -4;
    private const double HighDecade = 12;

    /// <summary>The line as an SVG path, and the positions of what is not finite.</summary>
    public static (string Line, IReadOnlyList<double> NonFinite) Of(SeriesTrace trace, RunRecord record)
    {
        var steps = new StepAxis(record);
        var path = new StringBuilder();
        List<double> marks = [];
        bool joined = false;
        foreach (Column column in Columns.Of(trace.Bins, steps.Low, steps.High, MostColumns))
        {
            double x = steps.At(column.Middle) / StepAxis.Width * Width;
            if (column.NonFinite)
            {
                if (marks.Count == 0 || x - marks[^1] >= 8)
                    marks.Add(x);
                joined = false;
                continue;
            }
            double part = column.Max > 0 ? (Math.Log10(column.Max) - LowDecade) / (HighDecade - LowDecade) : 0;
            double y = Height - 2 - Math.Clamp(part, 0, 1) * (Height - 4);
            path.Append(CultureInfo.InvariantCulture, $"{(joined && !column.Apart ? 'L' : 'M')}{x:0.#} {y:0.#}");
            if (!joined || column.Apart)
                path.Append("h.1");
            joined = true;
        }
        return (path.ToString(), marks);
    }
}
