using GradWatch.DetectionBench.Scoring;
using Xunit;

namespace GradWatch.DetectionBench.Tests.Scoring;

public sealed class CauseScoreTests
{
    private static readonly Judged[] SomeCauses =
    [
        SomeRuns.Sick(5, 50, "bad_batch").Caused(("bad_batch", 0.9), ("weight_growth", 0.1)),
        SomeRuns.Sick(5, 50, "bad_batch|weight_growth").Caused(("weight_growth", 0.6), ("bad_batch", 0.4)),
        SomeRuns.Sick(5, 50, "bad_batch").Caused(("weight_growth", 0.7), ("bad_batch", 0.3)),
        SomeRuns.Sick(5, 50, "bad_batch").Caused(),
        SomeRuns.Sick(5, 50, "the reporter found out nothing").Caused(("bad_batch", 1)),
    ];

    [Fact]
    public void A_cause_is_right_where_the_label_names_it_among_others()
    {
        CauseScore score = CauseScore.Of(SomeCauses);
        Assert.Equal((4, 3, 2, 3), (score.Told, score.Named, score.First, score.FirstTwo));
        Assert.Equal(2, score.Wrong.Count);
    }

    [Fact]
    public void Weights_that_come_true_as_often_as_they_say_have_no_error()
    {
        Reliability fair = Reliability.Of(Enumerable.Range(0, 10).Select(i => (0.8, i < 8)));
        Assert.Equal(0, fair.Error, 1e-12);
        Reliability bold = Reliability.Of(Enumerable.Range(0, 10).Select(i => (0.8, i < 5)));
        Assert.Equal(0.3, bold.Error, 1e-12);
    }

    [Fact]
    public void A_weight_of_one_belongs_to_the_last_bin_and_its_range_holds_the_share()
    {
        ReliabilityBin bin = Assert.Single(Reliability.Of([(1, true), (0.95, true)]).Bins);
        Assert.Equal((0.9, 1, 2), (bin.From, bin.To, bin.Right));
        Assert.InRange(bin.ShareRight, bin.Low, bin.High + 1e-12);
    }
}
