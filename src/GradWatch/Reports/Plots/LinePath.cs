using System.Globalization;
using System.Text;

namespace GradWatch.Reports.Plots;

/// <summary>The path of a line through columns: up and down where a column has two extremes, broken where columns are apart.</summary>
internal static class LinePath
{
    /// <summary>The line, as an SVG path of absolute moves and lines.</summary>
    public static string Line(List<Column> columns, StepAxis steps, ValueAxis values)
    {
        var path = new StringBuilder();
        bool joined = false;
        foreach (Column column in columns)
        {
            if (!column.HasValue)
            {
                joined = false;
                continue;
            }
            double x = steps.At(column.Middle);
            (double first, double second) = (values.At(column.Min), values.At(column.Max));
            Point(path, joined && !column.Apart ? 'L' : 'M', x, first);
            if (second != first)
                Point(path, 'L', x, second);
            joined = true;
        }
        return path.ToString();
    }

    /// <summary>Dots for values that no line leads to or from: without them they would not be seen.</summary>
    public static string Lone(List<Column> columns, StepAxis steps, ValueAxis values)
    {
        var path = new StringBuilder();
        for (int i = 0; i < columns.Count; i++)
        {
            bool before = i > 0 && columns[i - 1].HasValue && !columns[i].Apart;
            bool after = i + 1 < columns.Count && columns[i + 1].HasValue && !columns[i + 1].Apart;
            if (!columns[i].HasValue || before || after || values.At(columns[i].Min) != values.At(columns[i].Max))
                continue;
            Point(path, 'M', steps.At(columns[i].Middle), values.At(columns[i].Max));
            path.Append("h0");
        }
        return path.ToString();
    }

    /// <summary>Dots (drawn with round caps) for columns of one value.</summary>
    public static string Dots(IEnumerable<Column> columns, StepAxis steps, ValueAxis values)
    {
        var path = new StringBuilder();
        foreach (Column column in columns)
        {
            if (!column.HasValue || column.Min != column.Max)
                continue;
            Point(path, 'M', steps.At(column.Middle), values.At(column.Max));
            path.Append("h0");
        }
        return path.ToString();
    }

    /// <summary>Dots on the lower edge for exact zeros of a log axis; empty when there is none.</summary>
    public static string Zeros(List<Column> columns, StepAxis steps, ValueAxis values)
    {
        if (values.Scale != ValueScale.Log)
            return "";
        var path = new StringBuilder();
        foreach (Column column in columns)
        {
            if (!column.HasValue || column.Min > 0)
                continue;
            Point(path, 'M', steps.At(column.Middle), values.Height);
            path.Append("h0");
        }
        return path.ToString();
    }

    private static void Point(StringBuilder path, char command, double x, double y) =>
        path.Append(command).Append(Math.Round(x).ToString(CultureInfo.InvariantCulture))
            .Append(' ').Append(Math.Round(y, 1).ToString(CultureInfo.InvariantCulture));
}
