using GradWatch.DetectionBench.Measuring;
using Xunit;

namespace GradWatch.DetectionBench.Tests.Measuring;

public sealed class BoundsTests
{
    [Fact]
    public void A_drop_of_recall_is_told_with_its_counts()
    {
        string sentence = Assert.Single(Bounds.Broken([Claim.Least("torchsharp", Claims.Caught, 0.97, 50, 60)]));
        Assert.Equal("torchsharp, sick runs warned of in time: 0.833 (50 of 60); at least 0.98 must hold", sentence);
    }

    [Fact]
    public void One_healthy_run_called_critical_breaks_a_bound_and_none_does_not()
    {
        Assert.Single(Bounds.Broken([Claim.Most("torchsharp", Claims.FalseCritical, 0.01, 1, 63)]));
        Assert.Empty(Bounds.Broken([Claim.Most("torchsharp", Claims.FalseCritical, 0.01, 0, 63)]));
    }
}
