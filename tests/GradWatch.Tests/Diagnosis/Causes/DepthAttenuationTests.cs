using GradWatch.Diagnosis.Causes;
using Xunit;

namespace GradWatch.Tests.Diagnosis.Causes;

public sealed class DepthAttenuationTests
{
    [Fact]
    public void It_is_the_first_cause_of_a_run_that_shows_it() => Assert.Equal("depth_attenuation", SickRuns.Vanishing.First);

    [Fact]
    public void Norms_that_shrink_towards_the_input_speak_for_it() =>
        Assert.Contains("Norms shrink 10.0 times a layer towards the input: 11.0 decades over 12 layers.", new DepthAttenuation().Weigh(SickRuns.Vanishing.Facts).Evidence.Select(sentence => sentence.ToString()));
}
