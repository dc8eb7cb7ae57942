using GradWatch.Diagnosis.Causes;
using GradWatch.Observations;
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

    [Theory]
    [InlineData(1000, 1000, true)]
    [InlineData(5, 1, true)]
    [InlineData(0, 1, false)]
    [InlineData(0.13, 0.31, false)]
    [InlineData(0.001, 0.03, false)]
    public void Features_above_mean_0_and_deviation_1_speak_for_it_and_small_ones_against(double mean, double deviation, bool isFor)
    {
        MadeRun run = new MadeRun().With(Quantity.GradNorm, 500, 1e6, 1e12).Says("gradient_norm_range", 0)
            .With(Quantity.InputMean, "input", mean).With(Quantity.InputStd, "input", deviation);
        Weighing weighing = new UnnormalizedInputs().Weigh(run.Facts);
        Assert.Contains(isFor ? weighing.Evidence : weighing.Against, sentence => sentence.Key == (isFor ? "cause.input_statistics" : "cause.input_ordinary"));
    }
}
