using GradWatch.Reports;
using GradWatch.Wording;
using Xunit;

namespace GradWatch.Tests.Reports;

/// <summary>A small page whole: its markup, and what a reader of either language sees of it.</summary>
public sealed class HtmlReportSnapshotTests
{
    private static readonly Report[] Runs = [Some.Sick(), Some.Healthy()];

    [Fact]
    public void The_markup_of_a_sick_run() => Snapshot.Check("sick.html", Page.Outline(Page.Of(Runs[0])));

    [Theory]
    [InlineData(Language.English, "two_runs.en.txt")]
    [InlineData(Language.Russian, "two_runs.ru.txt")]
    public void What_a_reader_sees_of_two_runs(Language language, string snapshot) =>
        Snapshot.Check(snapshot, Page.Visible(Page.Of(language, Runs), language));
}
