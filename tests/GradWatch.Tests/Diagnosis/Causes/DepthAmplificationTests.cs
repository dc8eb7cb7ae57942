using GradWatch.Diagnosis.Causes;
using Xunit;

namespace GradWatch.Tests.Diagnosis.Causes;

public sealed class DepthAmplificationTests
{
    [Fact]
    public void It_is_the_first_cause_of_a_run_that_shows_it() => Assert.Equal("depth_amplification", SickRuns.DeepAmplifier.First);

    [Fact]
    public void Norms_that_grow_towards_the_input_speak_for_it() =>
        Assert.Contains("Norms grow 2.62 times a layer towards the input: 3.77 decades over 10 layers.", new DepthAmplification().Weigh(SickRuns.DeepAmplifier.Facts).Evidence.Select(sentence => sentence.ToString()));
}
