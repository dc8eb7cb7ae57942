using GradWatch.Diagnosis.Causes;
using Xunit;

namespace GradWatch.Tests.Diagnosis.Causes;

public sealed class MissingWarmupTests
{
    [Fact]
    public void Full_steps_of_an_adaptive_optimizer_at_an_ordinary_gradient_speak_for_it() =>
        Assert.Contains("The first update ratio is 0.430 at an ordinary gradient (1.20): 459 times rate × gradient, an adaptive optimizer.", new MissingWarmup().Weigh(SickRuns.NoWarmup.Facts).Evidence.Select(sentence => sentence.ToString()));

    [Fact]
    public void Attention_layers_speak_for_it() =>
        Assert.Contains("The model has attention layers (blocks.0.attn.qkv.weight), which ask for a warm-up.", new MissingWarmup().Weigh(SickRuns.NoWarmup.Facts).Evidence.Select(sentence => sentence.ToString()));
}
