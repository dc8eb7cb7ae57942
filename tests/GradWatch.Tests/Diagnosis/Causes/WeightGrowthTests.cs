using GradWatch.Diagnosis.Causes;
using Xunit;

namespace GradWatch.Tests.Diagnosis.Causes;

public sealed class WeightGrowthTests
{
    [Fact]
    public void It_is_the_first_cause_of_a_run_that_shows_it() => Assert.Equal("weight_growth", SickRuns.GrowingWeights.First);

    [Fact]
    public void Weights_that_climbed_before_the_gradient_did_speak_for_it() =>
        Assert.Contains("The weights grew 10.7 times before step 200: 10.0 → 107.", new WeightGrowth().Weigh(SickRuns.GrowingWeights.Facts).Evidence.Select(sentence => sentence.ToString()));
}
