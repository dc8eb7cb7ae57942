using GradWatch.DetectionBench.Recordings;
using GradWatch.DetectionBench.Rules;
using GradWatch.Detectors;

namespace GradWatch.DetectionBench.Scoring;

/// <summary>How one rule did on some runs; those that hold nothing that it reads are left out.</summary>
/// <param name="Rule">Whose rule.</param>
/// <param name="Sick">Sick runs.</param>
/// <param name="Caught">Those with an alarm in time: the labelled step plus 5 % of the run.</param>
/// <param name="Soon">Those with an alarm at most two rows after the labelled step.</param>
/// <param name="Healthy">Healthy runs.</param>
/// <param name="False">Those with an alarm.</param>
/// <param name="FalseAlarms">Alarms in all healthy runs, neighbours joined.</param>
/// <param name="HealthyRows">Rows of all healthy runs.</param>
/// <param name="Lead">Steps from the first alarm to the labelled step, of the runs caught; negative is late.</param>
internal sealed record Score(
    string Rule, int Sick, int Caught, int Soon, int Healthy, int False, int FalseAlarms, long HealthyRows, Quartiles? Lead)
{
    public double Recall => (double)Caught / Math.Max(1, Sick);

    public double FalseShare => (double)False / Math.Max(1, Healthy);

    public double FalsePer10000 => HealthyRows == 0 ? 0 : 1e4 * FalseAlarms / HealthyRows;

    public double FalsePerRun => (double)FalseAlarms / Math.Max(1, Healthy);

    internal static Score OfRule(Rule rule, IReadOnlyList<RecordedRun> runs) =>
        Of(rule.Name, [.. runs.AsParallel().AsOrdered().Select(run => Outcome.Of(rule, run))]);

    /// <summary>Caught means warned in time, whatever the severity that counts as false.</summary>
    internal static Score OfUs(string name, IReadOnlyList<Judged> judged, Severity caught, Severity falseFrom) =>
        Of(name, [.. judged.Select(one => Outcome.OfUs(one, caught, falseFrom))]);

    internal static Score Of(string name, IReadOnlyList<Outcome> outcomes)
    {
        List<Outcome> sick = [.. outcomes.Where(one => one.IsJudged && one.Run.Truth.IsSick)];
        List<Outcome> healthy = [.. outcomes.Where(one => one.IsJudged && one.Run.Truth.IsHealthy)];
        List<Outcome> caught = [.. sick.Where(one => one.Run.InTime(one.First))];
        return new Score(
            name, sick.Count, caught.Count, sick.Count(one => one.Run.IsSoon(one.First)),
            healthy.Count, healthy.Count(one => one.First is not null), healthy.Sum(one => one.Count),
            healthy.Sum(one => (long)one.Run.Rows.Count),
            Quartiles.Of(caught.Where(one => one.Run.Truth.FirstBadStep is not null)
                .Select(one => (double)(one.Run.Truth.FirstBadStep! - one.First!))));
    }
}
