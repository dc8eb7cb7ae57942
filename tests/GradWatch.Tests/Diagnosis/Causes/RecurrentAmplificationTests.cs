using GradWatch.Diagnosis.Causes;
using Xunit;

namespace GradWatch.Tests.Diagnosis.Causes;

public sealed class RecurrentAmplificationTests
{
    [Fact]
    public void It_is_the_first_cause_of_a_run_that_shows_it() => Assert.Equal("recurrent_amplification", SickRuns.Recurrent.First);

    [Fact]
    public void An_ordinary_loss_with_a_huge_gradient_speaks_for_it() =>
        Assert.Contains("At the first step the gradient is 4.17e6 times the loss, which is ordinary (1.27): only the way back amplifies.", new RecurrentAmplification().Weigh(SickRuns.Recurrent.Facts).Evidence.Select(sentence => sentence.ToString()));

    [Fact]
    public void Recurrent_weights_that_lead_speak_for_it() =>
        Assert.Contains("At step 0 rec has norm 3.00e6, head 3.05: 9.84e5 times less.", new RecurrentAmplification().Weigh(SickRuns.Recurrent.Facts).Evidence.Select(sentence => sentence.ToString()));
}
