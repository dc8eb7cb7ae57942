using GradWatch.Detectors;
using GradWatch.Detectors.Precision;
using GradWatch.Observations;
using GradWatch.Wording;
using Xunit;

namespace GradWatch.Tests.Detectors.Precision;

public sealed class LossScaleOverflowDetectorTests
{
    private static readonly Series Scale = new(Quantity.LossScale);
    private readonly LossScaleOverflowDetector _detector = new();

    [Fact]
    public void A_lowered_scale_informs_because_loss_scaling_does_so_by_design()
    {
        Finding finding = Assert.Single(_detector.Feed(Scale, [65536, 32768, 32768, 65536]));
        Assert.Equal(Severity.Info, finding.Severity);
        Assert.Equal(
            "The loss scale fell from 6.55e4 to 3.28e4 at step 1: an overflow in half precision, absorbed by loss scaling.",
            finding.Sentence.ToString());
        Assert.Equal(
            "Масштаб потерь упал с 6.55e4 до 3.28e4 на шаге 1: переполнение половинной точности, поглощённое масштабированием.",
            finding.Sentence.In(Language.Russian));
    }

    [Fact]
    public void The_first_search_for_a_scale_is_no_collapse_however_long() =>
        Assert.All(_detector.Feed(Scale, Enumerable.Range(0, 30).Select(i => Math.Pow(2, 32 - i))), f => Assert.Equal(Severity.Info, f.Severity));

    [Fact]
    public void Twelve_times_in_a_row_after_it_had_settled_is_a_collapse_and_warns()
    {
        _detector.Feed(Scale, Enumerable.Repeat(65536.0, 20));
        List<Finding> findings = _detector.Feed(Scale, Enumerable.Range(1, 12).Select(i => 65536 / Math.Pow(2, i)), 20);
        Assert.Equal(Severity.Info, findings[10].Severity);
        Assert.Equal(Severity.Warning, findings[11].Severity);
    }

    [Fact]
    public void An_overflow_every_two_thousand_steps_never_warns()
    {
        IEnumerable<double> scales = Enumerable.Range(0, 50_000).Select(i => i % 2000 == 0 ? 32768.0 : 65536.0);
        Assert.DoesNotContain(_detector.Feed(Scale, scales), finding => finding.Severity > Severity.Info);
    }
}
