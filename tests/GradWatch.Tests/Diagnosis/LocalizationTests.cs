using GradWatch.Detectors;
using GradWatch.Observations;
using Xunit;
using static GradWatch.Tests.Diagnosis.MadeRun;

namespace GradWatch.Tests.Diagnosis;

public sealed class LocalizationTests
{
    [Fact]
    public void An_episode_of_the_loss_names_no_tensor()
    {
        MadeRun run = new MadeRun().With(Quantity.GradNorm, "fc0.weight", 1, 1, 1).With(Quantity.GradNorm, "head.weight", 90, 90, 90)
            .Says("loss_divergence", 1, of: new Series(Quantity.Loss));
        Assert.Null(run.Locate());
    }

    [Fact]
    public void A_module_that_stands_out_is_named_by_its_largest_tensor()
    {
        MadeRun run = new MadeRun().With(Quantity.GradNorm, "rec.weight_ih_l0", 2e6).With(Quantity.GradNorm, "rec.weight_hh_l0", 3e6)
            .With(Quantity.GradNorm, "head.weight", 3).Says("gradient_norm_range", 0);
        Assert.Equal("rec.weight_hh_l0", run.Locate());
    }

    [Fact]
    public void Layers_of_one_size_name_none()
    {
        MadeRun run = new MadeRun().With(Quantity.GradNorm, "fc0.weight", 4e13).With(Quantity.GradNorm, "fc1.weight", 5e13)
            .With(Quantity.GradNorm, "out.weight", 4.5e13).Says("gradient_norm_range", 0);
        Assert.Null(run.Locate());
    }

    [Fact]
    public void A_growth_is_named_by_the_tensor_that_grew_first()
    {
        MadeRun run = new MadeRun().With(Quantity.GradNorm, "fc0.weight", Then(6, 1, 2, 4, 16)).With(Quantity.GradNorm, "fc1.weight", Then(3, 1, Growing(3, 3, 6)))
            .With(Quantity.GradNorm, "out.weight", Then(9, 900)).Says("gradient_growth", 0, alarm: 8);
        Assert.Equal("fc1.weight", run.Locate());
    }

    [Fact]
    public void Of_gradients_that_are_not_finite_the_one_nearest_the_output_was_first()
    {
        MadeRun run = new MadeRun().With(Quantity.Loss, 1, 1, 1).With(Quantity.GradNorm, "fc0.weight", 1, double.NaN).With(Quantity.GradNorm, "fc1.weight", 1, double.NaN)
            .With(Quantity.GradNorm, "out.weight", 1, 1).Says("non_finite", 1);
        Assert.Equal("fc1.weight", run.Locate());
    }

    [Fact]
    public void Where_all_gradients_break_at_once_or_after_the_loss_no_tensor_is_named()
    {
        MadeRun together = new MadeRun().With(Quantity.GradNorm, "fc0.weight", 1, double.NaN).With(Quantity.GradNorm, "out.weight", 1, double.NaN).Says("non_finite", 1);
        MadeRun after = new MadeRun().With(Quantity.Loss, 1, double.NaN).With(Quantity.GradNorm, "fc0.weight", 1, double.NaN)
            .With(Quantity.GradNorm, "out.weight", 1, 1).Says("non_finite", 1);
        Assert.Null(together.Locate());
        Assert.Null(after.Locate());
    }
}
