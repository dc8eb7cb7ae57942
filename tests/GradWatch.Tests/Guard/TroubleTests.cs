using GradWatch.Detectors;
using GradWatch.Guard;
using Xunit;

namespace GradWatch.Tests.Guard;

public sealed class TroubleTests
{
    [Fact]
    public void Trouble_began_with_its_first_warning_even_where_a_later_one_is_worse()
    {
        Trouble trouble = new();
        trouble.Take(SomeFinding.At(40, Severity.Warning, since: 35));
        trouble.Take(SomeFinding.At(44));
        Assert.Equal((Severity.Critical, 35L), (trouble.Worst, trouble.Since));
    }

    [Fact]
    public void A_quiet_stretch_parts_two_troubles()
    {
        Trouble trouble = new();
        trouble.Take(SomeFinding.At(40, Severity.Warning));
        Assert.False(trouble.IsOver(40 + Trouble.Quiet));
        Assert.True(trouble.IsOver(41 + Trouble.Quiet));
        trouble.Take(SomeFinding.At(60));
        Assert.Equal(60, trouble.Since);
    }

    [Fact]
    public void Notes_and_what_holding_back_a_step_cannot_mend_are_no_trouble()
    {
        Trouble trouble = new();
        trouble.Take(SomeFinding.At(4, Severity.Info));
        trouble.Take(SomeFinding.At(4, detector: "clip_saturation"));
        trouble.Take(SomeFinding.At(4, detector: "vanishing_gradient"));
        Assert.Null(trouble.Worst);
    }

    [Fact]
    public void What_was_undone_is_no_trouble_any_more()
    {
        Trouble trouble = new();
        trouble.Forget(50);
        trouble.Take(SomeFinding.At(51, since: 48));
        Assert.Null(trouble.Worst);
        trouble.Take(SomeFinding.At(52));
        Assert.Equal(Severity.Critical, trouble.Worst);
    }
}
