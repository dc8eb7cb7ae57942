using GradWatch.Cli.Backtest.Labels;
using GradWatch.Wording;
using Xunit;

namespace GradWatch.Cli.Tests.Backtest.Labels;

public sealed class LabelFileTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Files_lie_relative_to_the_table_and_columns_may_stand_in_any_order()
    {
        var labels = new LabelFile(Language.English);
        Assert.Null(labels.Add(_folder.Write("runs.tsv", "label\tfile\tfirst_bad_step\nsick\ta.csv\t120?\nhealthy\tb.csv\t-\n\n")));
        Assert.Equal(new RunLabel("sick", 120, "-"), labels.Of(_folder["a.csv"]));
        Assert.Equal(new RunLabel("healthy", null, "-"), labels.Of(_folder["b.csv"]));
        Assert.Null(labels.Of(_folder["c.csv"]));
    }

    [Theory]
    [InlineData("", "runs.tsv: line 1: nothing is in it.")]
    [InlineData("path\tlabel\na.csv\tsick\n", "runs.tsv: line 1: a table of labels has the columns file and label; there is no 'file'.")]
    [InlineData("file\tlabel\na.csv\tsick\nb.csv\thelthy\n", "runs.tsv: line 3: there is no label 'helthy'; there are sick, exploding,")]
    [InlineData("file\tlabel\na.csv\tsick\nb.csv\thelthy\n", "Did you mean 'healthy'?")]
    [InlineData("file\tlabel\tfirst_bad_step\na.csv\tsick\tsoon\n", "runs.tsv: line 2: first_bad_step is a step or -, not 'soon'.")]
    [InlineData("file\tlabel\n\tsick\n", "runs.tsv: line 2: the file is missing.")]
    public void What_is_wrong_is_told_with_its_line(string text, string message) =>
        Assert.Contains(message, new LabelFile(Language.English).Add(_folder.Write("runs.tsv", text)), StringComparison.Ordinal);

    [Fact]
    public void A_table_that_is_not_there_is_told() =>
        Assert.StartsWith(_folder["none.tsv"], new LabelFile(Language.English).Add(_folder["none.tsv"]), StringComparison.Ordinal);

    [Theory]
    [InlineData(102, 10, true)]
    [InlineData(103, 10, false)]
    [InlineData(150, 1000, true)]
    [InlineData(151, 1000, false)]
    [InlineData(3, 1000, true)]
    [InlineData(null, 1000, false)]
    public void In_time_is_the_labelled_step_and_five_percent_of_the_run(int? alarm, long length, bool inTime) =>
        Assert.Equal(inTime, new RunLabel("sick", 100, "-").InTime(alarm, length));
}
