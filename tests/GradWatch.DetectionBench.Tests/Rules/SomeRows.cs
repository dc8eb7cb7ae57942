using GradWatch.DetectionBench.Recordings;
using GradWatch.DetectionBench.Rules;

namespace GradWatch.DetectionBench.Tests.Rules;

/// <summary>Hand-made rows, and the steps at which a rule raises an alarm on them.</summary>
internal static class SomeRows
{
    /// <summary>Values that go up and down by a tenth around 1, so that they have a deviation.</summary>
    internal static IEnumerable<double> Calm(int count) => Enumerable.Range(0, count).Select(i => i % 2 == 0 ? 0.9 : 1.1);

    internal static IReadOnlyList<long> OnLosses(this Rule rule, params IEnumerable<double> losses) =>
        rule.On(losses.Select((loss, step) => new Row(step) { Loss = loss }));

    internal static IReadOnlyList<long> OnNorms(this Rule rule, params IEnumerable<double> norms) =>
        rule.On(norms.Select((norm, step) => new Row(step) { Norm = norm }));

    internal static IReadOnlyList<long> On(this Rule rule, params IEnumerable<Row> rows)
    {
        Func<Row, bool> alarms = rule.Begin();
        return [.. rows.ToList().FindAll(row => alarms(row)).Select(row => row.Step)];
    }
}
