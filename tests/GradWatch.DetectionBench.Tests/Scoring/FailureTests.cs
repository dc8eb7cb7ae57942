using GradWatch.DetectionBench.Scoring;
using GradWatch.Detectors;
using Xunit;

namespace GradWatch.DetectionBench.Tests.Scoring;

public sealed class FailureTests
{
    [Fact]
    public void A_verdict_that_is_as_the_truth_has_it_is_no_failure()
    {
        Assert.Null(Failure.Of(SomeRuns.Sick(100, 200).Alarmed((100, Severity.Critical))));
        Assert.Null(Failure.Of(SomeRuns.Healthy(200).Alarmed((3, Severity.Info))));
    }

    [Fact]
    public void Each_failure_has_its_kind_and_the_class_of_its_reason()
    {
        Assert.Equal(("missed", "few rows (6)"), Classify(SomeRuns.Sick(3, 6).Alarmed()));
        Assert.Equal(("missed", "informed only, by loss_spike"), Classify(SomeRuns.Sick(100, 200).Alarmed((100, Severity.Info))));
        Assert.Equal(("missed", "sick before there is a history"), Classify(SomeRuns.Sick(2, 200).Alarmed()));
        Assert.Equal(("missed", "no gradient norm in the log"), Classify(SomeRuns.Sick(100, 200).Alarmed()));
        Assert.Equal("late", Classify(SomeRuns.Sick(100, 200).Alarmed((150, Severity.Critical))).Kind);
        Assert.Equal("mild", Classify(SomeRuns.Sick(100, 200).Alarmed((100, Severity.Warning))).Kind);
        Assert.Equal(("false critical", "loss_spike at step 7"), Classify(SomeRuns.Healthy(200).Alarmed((7, Severity.Critical))));
        Assert.Equal(("false warning", "loss_spike at step 7"), Classify(SomeRuns.Healthy(200).Alarmed((7, Severity.Warning))));
    }

    private static (string Kind, string Reason) Classify(Judged judged)
    {
        Failure failure = Assert.IsType<Failure>(Failure.Of(judged));
        return (failure.Kind, failure.Reason);
    }
}
