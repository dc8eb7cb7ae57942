using GradWatch.Workloads.Running;
using GradWatch.Workloads.Scenarios;
using GradWatch.Workloads.Tables;
using Xunit;

namespace GradWatch.TorchSharp.Tests.Workloads;

public sealed class ClassTableTests
{
    private static readonly NamedCause Batch = new("bad_batch", 0.6, [], []), Rate = new("learning_rate_too_high", 0.4, [], []);

    private static readonly Outcome[] Outcomes =
    [
        Some(Label.Healthy, null, null, null),
        Some(Label.Healthy, null, 5, null),
        Some(Label.Sick, "learning_rate_too_high", 12, 13, Rate),
        Some(Label.Sick, "learning_rate_too_high", 13, null, Batch, Rate),
        Some(Label.Sick, "learning_rate_too_high", null, null),
    ];

    [Fact]
    public void By_label_each_run_counts_once_for_the_worst_that_was_said() => Assert.Equal(
        [
            "| is      | runs | said healthy | said warning | said critical |",
            "|---------|------|--------------|--------------|---------------|",
            "| healthy | 2    | 1            | 1            | 0             |",
            "| sick    | 3    | 1            | 1            | 1             |",
        ],
        ClassTable.ByLabel(Outcomes));

    [Fact]
    public void By_cause_in_time_is_two_steps_after_the_first_bad_one_at_the_latest() => Assert.Equal(
        "| learning_rate_too_high | sick | 3    | 2       | 1       | 1        | 1                 | 2                   |",
        ClassTable.ByCause(Outcomes).Last());

    private static Outcome Some(Label label, string? cause, long? warning, long? critical, params NamedCause[] causes) => new()
    {
        Scenario = "some", Part = "", Seed = 0, Label = label, FirstBadStep = 10, ExpectedCause = cause, Verdict = "", Causes = causes,
        FirstWarning = warning, FirstCritical = critical, Episodes = [], Curve = Curve.Of([]), Seconds = 0,
    };
}
