using GradWatch.Diagnosis.Causes;
using Xunit;

namespace GradWatch.Tests.Diagnosis.Causes;

public sealed class HeavyTailedGradientsTests
{
    [Fact]
    public void It_is_the_first_cause_of_a_run_that_shows_it() => Assert.Equal("heavy_tailed_gradients", SickRuns.HeavyTails.First);

    [Fact]
    public void Spikes_that_recur_speak_for_it() =>
        Assert.Contains("10 isolated spikes, up to 27.3 times the median, one in 40.0 rows on the average.", new HeavyTailedGradients().Weigh(SickRuns.HeavyTails.Facts).Evidence.Select(sentence => sentence.ToString()));
}
