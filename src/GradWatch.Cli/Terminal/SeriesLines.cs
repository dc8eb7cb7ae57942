using GradWatch.Cli.Texts;
using GradWatch.Observations;
using GradWatch.Reports;
using GradWatch.Wording;
using Spectre.Console;

namespace GradWatch.Cli.Terminal;

/// <summary>The series of a run, a line each on one axis of steps: first value, line, last value, largest.</summary>
internal sealed class SeriesLines(Page page, Language language)
{
    private const int MostColumns = 48;
    private const int MostLines = 8;
    private const int LongestName = 16;

    private static readonly Quantity[] Shown =
        [Quantity.Loss, Quantity.GradNorm, Quantity.UpdateRatio, Quantity.LearningRate, Quantity.LossScale];

    internal void Write(RunRecord record)
    {
        List<SeriesTrace> traces = [.. Shown.SelectMany(quantity => Of(record, quantity)).Take(MostLines)];
        if (traces.Count == 0)
            return;
        long first = record.FirstStep, last = record.LastStep;
        int name = traces.Max(trace => Math.Min(LongestName, trace.Series.Name.Length));
        int left = traces.Max(trace => Figures.Format(trace.First).Length);
        int right = traces.Max(trace => Figures.Format(trace.Last).Length);
        int room = Screen.Columns - name - left - right - traces.Max(trace => Largest(trace).Length) - 8;
        long[] steps = Steps(traces);
        int columns = Math.Min(Math.Min(MostColumns, room), steps.Length);
        foreach (SeriesTrace trace in traces)
        {
            page.Line(
                [
                    ($"  {Fitting.Middle(trace.Series.Name, LongestName).PadRight(name)}  {Figures.Format(trace.First).PadLeft(left)} ", Tone.Plain),
                    .. Tone.OfSparkline(columns == steps.Length ? Sparkline.Of(trace, steps) : Sparkline.Of(trace, first, last, columns)),
                    ($" {Figures.Format(trace.Last).PadRight(right)}", Tone.Plain), ($"  {Largest(trace)}", Tone.Faint),
                ]);
        }
        page.Line((new string(' ', 5 + name + left) + Axis(first, last, columns), Tone.Faint));
        page.Line();
    }

    private string Largest(SeriesTrace trace) =>
        CliTexts.Format(language, Sparkline.IsLog(trace) ? "report.max_log" : "report.max", Figures.Format(trace.Max));

    private static long[] Steps(List<SeriesTrace> traces)
    {
        SortedSet<long> steps = [];
        foreach (SeriesTrace trace in traces)
        {
            foreach (ref readonly TraceBin bin in trace.Bins)
                steps.Add(bin.FirstStep);
        }
        return [.. steps];
    }

    // The main series of a quantity, or each part of one that has no whole.
    private static IEnumerable<SeriesTrace> Of(RunRecord record, Quantity quantity)
    {
        if (record.Find(new Series(quantity)) is { } main)
            return [main];
        return record.Traces.Where(trace => trace.Series.Quantity == quantity && trace.Series.IsOfRun);
    }

    private string Axis(long first, long last, int columns)
    {
        string begin = CliTexts.Format(language, "report.step", first), end = Figures.Plain(last);
        if (first == last)
            return begin;
        return begin.Length + end.Length < columns ? begin + end.PadLeft(columns - begin.Length) : $"{begin}–{end}";
    }
}
