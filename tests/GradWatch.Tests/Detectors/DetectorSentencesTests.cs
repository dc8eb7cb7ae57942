using GradWatch.Detectors.Precision;
using GradWatch.Wording;
using Xunit;

namespace GradWatch.Tests.Detectors;

/// <summary>A finding is one sentence: the number, what it was compared with, how far. Each detector's tests repeat its own.</summary>
public sealed class DetectorSentencesTests
{
    [Fact]
    public void What_is_not_finite_is_named_with_its_series()
    {
        Assert.Equal("loss is NaN at step 1.", Assert.Single(new NonFiniteDetector().Feed(Watching.Loss, [1, double.NaN])).Sentence.ToString());
        Assert.Equal(
            "grad_norm равна Inf на шаге 0.",
            Assert.Single(new NonFiniteDetector().Feed(Watching.GradNorm, [double.PositiveInfinity])).Sentence.In(Language.Russian));
    }

    [Fact]
    public void Every_finding_key_has_a_text_in_both_languages()
    {
        foreach (string key in DetectorKeys.All)
        {
            Assert.NotEqual(Texts.Get(Language.English, key), Texts.Get(Language.Russian, key));
        }
    }
}
