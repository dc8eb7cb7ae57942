using GradWatch.Detectors;
using GradWatch.Detectors.Gradients;
using GradWatch.Observations;
using GradWatch.Wording;
using Xunit;

namespace GradWatch.Tests.Detectors.Gradients;

public sealed class ClipSaturationDetectorTests
{
    private static readonly Series Clip = new(Quantity.ClipCoefficient);
    private readonly ClipSaturationDetector _detector = new();

    [Fact]
    public void Clipping_on_more_than_half_of_the_steps_warns_after_100_of_them()
    {
        Finding finding = _detector.Feed(Clip, Enumerable.Range(0, 150).Select(i => i % 4 == 3 ? 1 : 0.3))[0];
        Assert.Equal((99L, Severity.Warning), (finding.Step, finding.Severity));
        Assert.Equal(
            "Clipping acted on 75.0 % of the last 100 steps; above 50.0 % the learning rate is the problem, not the tail.",
            finding.Sentence.ToString());
        Assert.Equal(
            "Ограничение сработало на 75.0 % последних 100 шагов; выше 50.0 % дело в скорости обучения, а не в выбросах.",
            finding.Sentence.In(Language.Russian));
    }

    [Fact]
    public void Clipping_on_every_third_step_is_the_tail_and_silent() =>
        Assert.Empty(_detector.Feed(Clip, Enumerable.Range(0, 1000).Select(i => i % 3 == 0 ? 0.3 : 1)));

    [Fact]
    public void The_first_steps_may_all_be_clipped() =>
        Assert.Empty(_detector.Feed(Clip, [.. Enumerable.Repeat(0.1, 40), .. Enumerable.Repeat(1.0, 500)]));
}
