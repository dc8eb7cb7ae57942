using GradWatch.Guard;
using Xunit;

namespace GradWatch.Tests.Guard;

public sealed class RateShareTests
{
    [Fact]
    public void Cuts_multiply_and_end_at_the_minimum()
    {
        RateShare share = new();
        Assert.True(share.Cut(0.5, 0.2, 0));
        Assert.True(share.Cut(0.5, 0.2, 0));
        Assert.True(share.Cut(0.5, 0.2, 0));
        Assert.Equal(0.2, share.Value);
        Assert.False(share.Cut(0.5, 0.2, 0));
    }

    [Fact]
    public void A_cut_without_recovery_stays()
    {
        RateShare share = new();
        share.Cut(0.5, 1e-3, 0);
        for (int i = 0; i < 100; i++)
            Assert.False(share.Recover());
        Assert.Equal(0.5, share.Value);
    }

    [Fact]
    public void A_cut_is_taken_back_in_as_many_steps_as_asked_and_then_is_exactly_none()
    {
        RateShare share = new();
        share.Cut(0.5, 1e-3, 10);
        for (int i = 0; i < 9; i++)
            Assert.False(share.Recover());
        Assert.InRange(share.Value, 0.9, 0.99);
        Assert.True(share.Recover());
        Assert.Equal(1.0, share.Value);
    }
}
