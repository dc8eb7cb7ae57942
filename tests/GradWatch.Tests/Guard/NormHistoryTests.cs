using GradWatch.Guard;
using Xunit;

namespace GradWatch.Tests.Guard;

public sealed class NormHistoryTests
{
    [Fact]
    public void There_is_no_limit_before_the_warm_up_is_over()
    {
        NormHistory history = new(new PercentileClipOptions { Warmup = 5 });
        for (int i = 0; i < 4; i++)
            history.Add(1);
        Assert.Equal(double.PositiveInfinity, history.Limit);
        history.Add(1);
        Assert.Equal(1, history.Limit);
    }

    [Fact]
    public void The_limit_is_the_percentile_of_the_window()
    {
        NormHistory history = new(new PercentileClipOptions { Warmup = 2, Window = 101 });
        Random random = new(3);
        double[] norms = [.. Enumerable.Range(100, 101).Select(i => (double)i)];
        random.Shuffle(norms);
        // What lies before the window is forgotten.
        for (int i = 0; i < 50; i++)
            history.Add(150);
        foreach (double norm in norms)
            Assert.True(history.Add(norm));
        Assert.Equal(190, history.Limit);
        Assert.Equal(101, history.Count);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(0)]
    [InlineData(1e6)]
    public void A_norm_that_is_not_finite_or_far_above_the_others_changes_nothing(double norm)
    {
        NormHistory history = Healthy();
        double before = history.Limit;
        for (int i = 0; i < 100; i++)
            Assert.False(history.Add(norm));
        Assert.Equal(before, history.Limit);
    }

    [Fact]
    public void Healthy_norms_above_the_limit_enter_as_they_are_so_that_the_limit_can_follow_a_drift()
    {
        NormHistory history = Healthy();
        for (int i = 0; i < 300; i++)
            history.Add(4);
        Assert.Equal(4, history.Limit);
    }

    [Fact]
    public void A_new_normal_that_lasts_a_whole_window_begins_the_history_again()
    {
        NormHistory history = Healthy();
        for (int i = 0; i < 255; i++)
            Assert.False(history.Add(100));
        Assert.True(history.Add(100));
        for (int i = 0; i < 60; i++)
            history.Add(100);
        Assert.Equal(100, history.Limit);
    }

    [Fact]
    public void Nothing_is_allocated_for_a_norm()
    {
        NormHistory history = Healthy();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
            history.Add(1 + i % 7);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static NormHistory Healthy()
    {
        NormHistory history = new(new PercentileClipOptions());
        for (int i = 0; i < 256; i++)
            history.Add(1 + i % 3);
        return history;
    }
}
