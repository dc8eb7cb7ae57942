using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using GradWatch.DetectionBench.Charts;
using GradWatch.DetectionBench.Measuring;
using GradWatch.DetectionBench.Pages;
using GradWatch.DetectionBench.Tests.Scoring;
using Xunit;

namespace GradWatch.DetectionBench.Tests.Pages;

public sealed class QualityPageTests
{
    // A loss that does not move is called nothing; so the sick run is missed, and says why.
    private static readonly BenchResults Results = new()
    {
        Collections = [CollectionQuality.Of("made", [SomeRuns.Sick(100, 200, "bad_batch"), SomeRuns.Healthy(200)])],
    };

    [Fact]
    public void The_claims_stand_first_and_what_does_not_hold_is_bold()
    {
        string page = QualityPage.Of(Results);
        Assert.Contains("| sick runs warned of in time | ≥ 97 % | **0 %** (0 of 1) |", page, StringComparison.Ordinal);
        Assert.True(page.IndexOf("sick runs warned of", StringComparison.Ordinal) < page.IndexOf("## ", StringComparison.Ordinal));
        Assert.Contains("| made_s0.csv | sick | 100 | missed | no gradient norm in the log | no episode |", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_table_has_as_many_cells_in_each_line_as_headings()
    {
        string[] lines = QualityPage.Of(Results).Split('\n');
        foreach ((string line, string next) in lines.Zip(lines.Skip(1)).Where(pair => pair.First.StartsWith('|') && pair.Second.StartsWith('|')))
            Assert.Equal(line.Count(letter => letter == '|'), next.Count(letter => letter == '|'));
    }

    [Fact]
    public void The_results_are_JSON_in_snake_case()
    {
        JsonElement collection = JsonDocument.Parse(ResultsJson.Of(Results)).RootElement.GetProperty("collections")[0];
        Assert.Equal("GradWatch, critical", collection.GetProperty("scores")[0].GetProperty("rule").GetString());
        Assert.Equal(0, collection.GetProperty("causes_of_loss_and_norm").GetProperty("first_two").GetInt32());
        Assert.Equal("missed", collection.GetProperty("failures")[0].GetProperty("kind").GetString());
    }

    [Fact]
    public void Pictures_are_the_same_whatever_the_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            XElement chart = XElement.Parse(RulesChart.Of(Results.Collections));
            Assert.All(chart.Descendants().Attributes("cx"), x => Assert.DoesNotContain(',', x.Value));
            Assert.Contains(chart.Descendants(), element => element.Value == "GradWatch, warning");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_disc_of_the_reliability_lies_where_weight_and_share_meet()
    {
        CollectionQuality honest = Reliable([.. Enumerable.Range(0, 4).Select(i => (0.75, i < 3))]);
        XElement disc = Assert.Single(XElement.Parse(ReliabilityChart.Of([honest])).Descendants(), one => one.Name.LocalName == "circle");
        // The panel begins at 52 and 64 and is 260 wide: three quarters from the left, a quarter from the top.
        Assert.Equal(("247", "129"), (disc.Attribute("cx")!.Value, disc.Attribute("cy")!.Value));
    }

    private static CollectionQuality Reliable((double Weight, bool IsRight)[] causes) => Results.Collections[0] with
    {
        Reliability = DetectionBench.Scoring.Reliability.Of(causes),
    };
}
