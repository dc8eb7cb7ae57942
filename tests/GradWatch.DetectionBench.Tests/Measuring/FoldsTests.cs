using GradWatch.DetectionBench.Measuring;
using GradWatch.DetectionBench.Recordings;
using Xunit;

namespace GradWatch.DetectionBench.Tests.Measuring;

public sealed class FoldsTests
{
    private static readonly LabelledRun[] Runs =
    [
        .. from scenario in Enumerable.Range(0, 20)
           from seed in Enumerable.Range(0, 3)
           select new LabelledRun("made", $"net{scenario}_s{seed}.csv", "", scenario % 2 == 0 ? "sick" : "healthy", null, "-"),
    ];

    [Fact]
    public void Seeds_of_a_scenario_are_in_one_fold_and_each_fold_has_its_share_of_the_sick()
    {
        IReadOnlyDictionary<string, int> folds = Folds.Of(Runs);
        Assert.Equal(20, folds.Count);
        Assert.All(folds.GroupBy(pair => pair.Value), fold => Assert.Equal(4, fold.Count()));
        Assert.All(
            Runs.Where(run => run.IsSick).GroupBy(run => folds[Folds.NameOf(run)]), fold => Assert.Equal(2, fold.Select(run => run.Scenario).Distinct().Count()));
    }
}
