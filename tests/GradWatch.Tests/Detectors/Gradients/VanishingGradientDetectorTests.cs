using GradWatch.Detectors;
using GradWatch.Detectors.Gradients;
using GradWatch.Observations;
using GradWatch.Wording;
using Xunit;

namespace GradWatch.Tests.Detectors.Gradients;

public sealed class VanishingGradientDetectorTests
{
    private static readonly Series First = new(Quantity.GradNorm, "layer.0.weight");
    private static readonly Series Last = new(Quantity.GradNorm, "layer.9.weight");
    private readonly VanishingGradientDetector _detector = new();

    [Fact]
    public void A_norm_below_1e_7_for_20_steps_after_an_ordinary_start_warns()
    {
        Finding finding = Assert.Single(_detector.Feed(Watching.GradNorm, [.. Enumerable.Repeat(1.0, 10), .. Enumerable.Repeat(2e-8, 20)]));
        Assert.Equal("Gradient norm 2.00e-8 at step 29: under 1.00e-7, nothing is learnt any more.", finding.Sentence.ToString());
        Assert.Equal("Норма градиента 2.00e-8 на шаге 29: ниже 1.00e-7, обучение не идёт.", finding.Sentence.In(Language.Russian));
    }

    [Fact]
    public void A_run_that_lives_on_that_scale_from_its_start_is_not_vanishing() =>
        Assert.Empty(_detector.Feed(Watching.GradNorm, Enumerable.Range(0, 500).Select(i => 1e-7 * Math.Exp(-0.01 * i))));

    [Fact]
    public void A_norm_that_is_suddenly_exactly_0_for_20_steps_warns() =>
        Assert.Single(_detector.Feed(Watching.GradNorm, [.. Enumerable.Repeat(0.7, 30), .. Enumerable.Repeat(0.0, 20)]));

    [Fact]
    public void A_small_norm_that_the_log_rounds_to_0_is_not_vanishing()
    {
        IEnumerable<double> norms = Enumerable.Range(0, 500).Select(i => Math.Round(0.02 * Math.Exp(-0.02 * i), 3));
        Assert.Empty(_detector.Feed(Watching.GradNorm, norms));
        Assert.Empty(new VanishingGradientDetector().Feed(Watching.GradNorm, Enumerable.Repeat(0.0, 100)));
    }

    [Fact]
    public void A_tensor_below_a_millionth_of_the_largest_for_20_steps_warns()
    {
        List<Finding> findings = Layers(1e-9, 25);
        Assert.Equal("grad_norm layer.0.weight is 1.00e-9 at step 20, the largest tensor’s is 2.00: no gradient reaches it.", findings[0].Sentence.ToString());
    }

    [Fact]
    public void A_tensor_whose_gradient_was_never_anything_but_0_is_frozen_and_not_vanishing() => Assert.Empty(Layers(0, 100));

    private List<Finding> Layers(double first, int steps)
    {
        List<Finding> findings = [];
        for (int step = 0; step < steps; step++)
        {
            if (_detector.Observe(new Observation(step, First, first)) is { } finding)
                findings.Add(finding);
            _detector.Observe(new Observation(step, Last, 2));
        }
        return findings;
    }
}
