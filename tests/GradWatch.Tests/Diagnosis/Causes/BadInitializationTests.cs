using GradWatch.Diagnosis.Causes;
using Xunit;

namespace GradWatch.Tests.Diagnosis.Causes;

public sealed class BadInitializationTests
{
    [Fact]
    public void It_is_the_first_cause_of_a_run_that_shows_it() => Assert.Equal("bad_initialization", SickRuns.BadWeights.First);

    [Fact]
    public void Norms_in_geometric_progression_before_any_update_speak_for_it() =>
        Assert.Contains("Norms grow 3.16 times a layer towards the input: 5.50 decades over 12 layers.", new BadInitialization().Weigh(SickRuns.BadWeights.Facts).Evidence.Select(sentence => sentence.ToString()));

    [Fact]
    public void A_loss_that_no_input_explains_speaks_for_it() =>
        Assert.Contains("Loss 1.30e13 at the first step: 13.1 decades, more than the size of the inputs explains.", new BadInitialization().Weigh(SickRuns.BadWeights.Facts).Evidence.Select(sentence => sentence.ToString()));
}
