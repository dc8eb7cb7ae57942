using GradWatch.Diagnosis.Causes;
using Xunit;

namespace GradWatch.Tests.Diagnosis.Causes;

public sealed class UnnormalizedInputsTests
{
    [Fact]
    public void It_is_the_first_cause_of_a_run_that_shows_it() => Assert.Equal("unnormalized_inputs", SickRuns.RawInputs.First);

    [Fact]
    public void The_weight_gradient_of_the_first_layer_over_its_bias_tells_the_size_of_the_inputs() =>
        Assert.Contains("fc0 is given inputs of norm 4.51e3, by its weight’s gradient over its bias’.", new UnnormalizedInputs().Weigh(SickRuns.RawInputs.Facts).Evidence.Select(sentence => sentence.ToString()));

    [Fact]
    public void A_first_loss_far_above_chance_speaks_for_it() =>
        Assert.Contains("Loss 2.00e5 at the first step is far above chance; a squared loss means outputs of about 447.", new UnnormalizedInputs().Weigh(SickRuns.RawInputs.Facts).Evidence.Select(sentence => sentence.ToString()));
}
