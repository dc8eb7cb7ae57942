using GradWatch.Diagnosis;
using Xunit;

namespace GradWatch.Tests.Diagnosis;

public sealed class CertaintyTests
{
    private static readonly LoggedFacts All = new(Updates: true, Tensors: true, Thin: false), LossAndNorm = new(Updates: false, Tensors: false, Thin: false);
    private static readonly double[] LogOdds = [3, 0, -2, -7];

    [Fact]
    public void Weights_sum_to_one_whatever_the_evidence()
    {
        foreach (double[] logOdds in new[] { LogOdds, [1e4, 0, 0, 0], [-1e4, -1e4, -1e4, -1e4] })
            Assert.Equal(1, Certainty.Fitted.Weights(logOdds, All).Sum(), 1e-12);
    }

    [Fact]
    public void The_order_is_that_of_the_evidence() =>
        Assert.Equal(Certainty.Fitted.Weights(LogOdds, All).OrderDescending(), Certainty.Fitted.Weights(LogOdds, All));

    [Fact]
    public void The_same_evidence_counts_for_less_where_less_was_logged() =>
        Assert.True(Certainty.Fitted.Weights(LogOdds, LossAndNorm)[0] < Certainty.Fitted.Weights(LogOdds, All)[0]);

    [Fact]
    public void Even_overwhelming_evidence_leaves_a_doubt() => Assert.InRange(Certainty.Fitted.Weights([1e4, 0, 0, 0], All)[0], 0.9, 0.999);
}
