using GradWatch.Detectors;
using GradWatch.Remedies;
using GradWatch.Reports;
using GradWatch.Wording;
using Xunit;

namespace GradWatch.Tests.Reports;

public sealed class TrialWordsTests
{
    private static readonly Trial Helped = new()
    {
        Remedy = "clip_gradient_norm",
        Treated = new TrialCourse { Steps = 200, FirstLoss = 1.17, LastLoss = 0.164, LargestNorm = 3, Worst = null },
        Control = new TrialCourse { Steps = 31, FirstLoss = 1.17, LastLoss = double.NaN, LargestNorm = 3e6, Worst = Severity.Critical },
    };

    [Fact]
    public void A_trial_is_told_with_its_control() => Assert.Equal(
        "Trial: 200 steps, loss 1.17 → 0.164, no episode. Untreated: 31 steps, loss 1.17 → NaN, critical.",
        TrialWords.Of(Some.Clip() with { Trial = Helped }).ToString());

    [Fact]
    public void It_is_told_in_Russian() => Assert.Equal(
        "Проба: шагов: 200, потери 1.17 → 0.164, без эпизодов. Без меры: шагов: 31, потери 1.17 → NaN, критично.",
        TrialWords.Of(Some.Clip() with { Trial = Helped }).In(Language.Russian));

    [Fact]
    public void What_nobody_tried_says_so() => Assert.Equal("Not tried.", TrialWords.Of(Some.Clip()).ToString());

    [Fact]
    public void A_proven_remedy_comes_first_and_one_that_failed_last()
    {
        Remedy other = Some.Clip() with { Id = "lower_learning_rate" };
        Remedy failed = Some.Clip() with { Id = "skip_batch" };
        Report report = Some.Sick() with { Remedies = [failed, other, Some.Clip()] };
        Report proven = report.With([Helped, new Trial { Remedy = "skip_batch", Treated = Helped.Control, Control = Helped.Control }]);
        Assert.Equal(["clip_gradient_norm", "lower_learning_rate", "skip_batch"], proven.Remedies.Select(remedy => remedy.Id));
        Assert.Contains("Trial: 200 steps", Page.Of(proven));
    }
}
