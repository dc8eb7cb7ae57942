using GradWatch.Cli.Terminal;
using GradWatch.Demo.Batches;
using GradWatch.Demo.Experiments;
using GradWatch.Demo.Texts;
using GradWatch.Observations;
using GradWatch.Reports;
using GradWatch.Wording;
using Spectre.Console;

namespace GradWatch.Demo.Terminal;

/// <summary>Each measure: the training without it and with it.</summary>
internal sealed class MeasureTable(Page page, Language language)
{
    private const int Verdict = 10;
    private const int Before = 3;

    internal void Write(IReadOnlyList<Told> told)
    {
        string[][] rows = [Heads(), .. told.Select(Cells)];
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(i => rows.Max(row => row[i].Length))];
        widths[1] = widths[5] = Verdict - 2;
        page.Line();
        int beforeAt = 2 + widths[0] + 2, afterAt = beforeAt + widths[1..5].Sum() + 2 * 4;
        page.Line(
            (new string(' ', beforeAt), Tone.Plain), (Text("table.before").PadRight(afterAt - beforeAt), Tone.Strong), (Text("table.after"), Tone.Strong));
        Row(rows[0], widths, Tone.Faint, Tone.Faint);
        for (int i = 0; i < told.Count; i++)
            Row(rows[i + 1], widths, Tone.OfVerdict(told[i].Before.Report), Tone.OfVerdict(told[i].After.Report));
        page.Line();
        foreach (Told one in told.Where(one => one.Measure.Leaves is not null))
            page.Paragraph("  *", Tone.Plain, 4, Left(one), Tone.Plain);
        if (told.Any(one => one.Before.Report.Run.Source == Chapters.Adding))
            page.Paragraph("  *", Tone.Plain, 4, DemoTexts.Format(language, "note.adding", Figures.Format(AddingProblem.LossOfAConstant)), Tone.Plain);
    }

    private string[] Heads() =>
    [
        Text("table.measure"), Text("table.verdict"), Text("table.alarm"), "NaN", Text("table.norm"),
        Text("table.verdict"), Text("table.loss"), Text("table.norm"),
    ];

    private string[] Cells(Told one) =>
    [
        one.Measure.In(language) + (one.Measure.Leaves is null ? "" : " *"),
        Word(one.Before), Step(one.Before.Alarm), Step(one.Before.Broken), Figures.Format(one.Before.Norm.Max),
        Word(one.After), $"{Figures.Format(one.After.Loss.First)} → {Figures.Format(one.After.Loss.Last)}", Figures.Format(one.After.Norm.Max),
    ];

    private void Row(string[] cells, int[] widths, Style before, Style after)
    {
        string Cell(int i) => (i is 0 or 1 or 5 ? cells[i].PadRight(widths[i]) : cells[i].PadLeft(widths[i])) + "  ";
        bool head = before == Tone.Faint;
        Style plain = head ? Tone.Faint : Tone.Plain;
        page.Line(
            ("  " + Cell(0), plain), (Cell(1), before), (Cell(2) + Cell(Before) + Cell(4), plain), (Cell(5), after), (Cell(6) + Cell(7).TrimEnd(), plain));
    }

    private string Left(Told one)
    {
        SeriesTrace? clipping = one.After.Report.Record.Find(Quantity.ClipCoefficient);
        long clipped = 0;
        foreach (TraceBin bin in clipping is null ? [] : clipping.Bins)
            clipped += bin.Min < 1 ? bin.Count : 0;
        return DemoTexts.Format(language, "note.leaves", one.Measure.Id, one.Measure.Leaves!, clipped, one.After.Norm.Count, Figures.Format(one.After.Norm.Max));
    }

    private string Word(Outcome run) => Headline.Word(run.Report).In(language).ToLowerInvariant();

    private string Text(string key) => DemoTexts.Get(language, key);

    private static string Step(long? step) => step is { } known ? Figures.Plain(known) : "-";
}
