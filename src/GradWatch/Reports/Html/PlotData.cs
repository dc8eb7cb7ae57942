using System.Buffers;
using System.Text;
using System.Text.Json;
using GradWatch.Detectors;
using GradWatch.Observations;
using GradWatch.Reports.Plots;
using GradWatch.Wording;

namespace GradWatch.Reports.Html;

/// <summary>What the script of a page reads out at the cursor: the values as they are written elsewhere, by step.</summary>
internal static class PlotData
{
    /// <summary>Episodes that fill less than this part of a run are zoomed on when the page opens.</summary>
    private const double ZoomedPart = 0.2;
    private const int LeastStepsToZoom = 100;

    /// <summary>A JSON object, safe to stand in a script element.</summary>
    public static string Of(Report report, StepAxis steps, List<Strip> strips, HeatMap map)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("lo", steps.Low);
            json.WriteNumber("hi", steps.High);
            json.WriteNumber("d", steps.Spacing);
            json.WriteNumber("at", Headline.Main(report)?.AlarmStep ?? report.Record.LastStep);
            if (Zoom(report, steps) is { } zoom)
            {
                json.WriteStartArray("zoom");
                json.WriteNumberValue(zoom.From);
                json.WriteNumberValue(zoom.To);
                json.WriteEndArray();
            }
            json.WriteStartArray("strips");
            foreach (Strip strip in strips)
                Series(json, null, strip.Columns, strip.Series.Quantity);
            json.WriteEndArray();
            json.WriteStartArray("rows");
            foreach (HeatRow row in map.Rows)
                Series(json, row.Tensor, row.Columns, Quantity.GradNorm);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>The value at a step as it is written beside a strip: of the last column that begins at or before it.</summary>
    public static string Shown(Strip strip, long step)
    {
        string shown = "";
        foreach (Column column in strip.Columns)
        {
            if (column.First > step && shown.Length > 0)
                break;
            shown = Text(column, strip.Series.Quantity);
        }
        return shown;
    }

    private static (double From, double To)? Zoom(Report report, StepAxis steps)
    {
        double all = steps.High - steps.Low;
        var grave = report.Episodes.Where(e => e.Severity >= Severity.Warning).ToList();
        if (grave.Count == 0 || all / steps.Spacing < LeastStepsToZoom)
            return null;
        double from = grave.Min(e => e.FirstStep);
        double to = grave.Max(e => e.Closed ? e.LastStep : report.Record.LastStep);
        double part = to - from;
        if (part >= ZoomedPart * all)
            return null;
        double room = Math.Max(part / 2, 12 * steps.Spacing);
        return (Math.Max(steps.Low, from - room), Math.Min(steps.High, to + room));
    }

    private static void Series(Utf8JsonWriter json, string? name, IReadOnlyList<Column> columns, Quantity quantity)
    {
        json.WriteStartObject();
        if (name is not null)
            json.WriteString("t", name);
        var steps = new StringBuilder();
        var values = new StringBuilder();
        var widths = new StringBuilder();
        long before = 0;
        foreach (Column column in columns.OrderBy(c => c.First))
        {
            if (steps.Length > 0)
            {
                steps.Append(' ');
                values.Append('|');
                widths.Append(' ');
            }
            steps.Append(Figures.Plain(column.First - before));
            values.Append(Text(column, quantity));
            widths.Append(Figures.Plain(column.Last - column.First));
            before = column.First;
        }
        json.WriteString("s", steps.ToString());
        json.WriteString("v", values.ToString());
        if (columns.Any(c => c.Last != c.First))
            json.WriteString("w", widths.ToString());
        json.WriteEndObject();
    }

    private static string Text(in Column column, Quantity quantity)
    {
        string finite = !column.HasValue ? ""
            : Readout.Of(quantity, column.Min) is var low && Readout.Of(quantity, column.Max) is var high && low == high ? low
            : $"{low} … {high}";
        string other = column.NaN ? "NaN" : column.PositiveInfinity ? "Inf" : column.NegativeInfinity ? "-Inf" : "";
        return finite.Length == 0 ? other : other.Length == 0 ? finite : $"{finite}, {other}";
    }
}
