using GradWatch.Demo.Experiments;
using GradWatch.Episodes;
using GradWatch.Reports;
using GradWatch.Wording;

namespace GradWatch.Demo;

/// <summary>What the demo promises, checked against what was measured: a promise that fails ends it with an error.</summary>
internal sealed class Expectations
{
    private readonly List<Expectation> _all = [];

    internal int Count => _all.Count;

    internal IEnumerable<Expectation> Missed => _all.Where(one => !one.Held);

    internal void Untreated(Chapter chapter, Outcome run)
    {
        string name = run.Report.Run.Source;
        Expect(run.Report.Worst >= chapter.Least, "expect.critical", name, chapter.Least.ToString().ToLowerInvariant(), run.Report.Verdict);
        Expect(run.Alarm <= (run.Broken ?? long.MaxValue), "expect.alarm", name, Step(run.Alarm), Step(run.Broken));
        string cause = run.Report.Diagnosis.Causes.Count > 0 ? run.Report.Diagnosis.Causes[0].Id : "-";
        Expect(chapter.Causes.Contains(cause), "expect.cause", name, cause, string.Join(" / ", chapter.Causes));
        string where = Headline.Main(run.Report) is { } main ? Headline.Tensor(run.Report, main) ?? "" : "";
        Expect(where.StartsWith(chapter.Where, StringComparison.Ordinal), "expect.where", name, where, chapter.Where);
    }

    internal void Treated(Measure measure, Outcome before, Outcome after)
    {
        string name = after.Report.Run.Source;
        Expect(measure.Leaves is null ? after.IsStable : after.IsFinite, "expect.stable", name, after.Report.Verdict, Step(after.Broken));
        Expect(after.Norm.Max < before.Norm.Max, "expect.norm", name, Figures.Format(after.Norm.Max), Figures.Format(before.Norm.Max));
        if (measure.Leaves is { } left)
            Expect(after.Has(left), "expect.leaves", name, left);
        else
            Expect(after.Loss.Last < after.Loss.First, "expect.learns", name, Figures.Format(after.Loss.First), Figures.Format(after.Loss.Last));
    }

    private void Expect(bool held, string key, params object[] seen) => _all.Add(new Expectation(held, key, seen));

    private static string Step(long? step) => step is { } known ? Figures.Plain(known) : "-";
}
