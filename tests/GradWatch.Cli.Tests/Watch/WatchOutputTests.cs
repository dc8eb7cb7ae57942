using System.Text;
using System.Text.Json;
using GradWatch.Cli.Terminal;
using GradWatch.Cli.Tests.Terminal;
using GradWatch.Cli.Watch;
using GradWatch.Detectors;
using GradWatch.Episodes;
using GradWatch.Observations;
using GradWatch.Reports;
using GradWatch.Wording;
using Xunit;

namespace GradWatch.Cli.Tests.Watch;

public sealed class WatchOutputTests
{
    private static readonly RunDescription Run = new("train.log", "console");

    private static readonly Episode Spike = SomeReport.Episode(
        "gradient_explosion", Severity.Warning, new Series(Quantity.GradNorm), 40, 41, 41, false, 250, 1.1, 2.36, 0);

    [Theory]
    [InlineData("en", Language.English)]
    [InlineData("ru", Language.Russian)]
    public void An_episode_is_a_line_when_it_opens_worsens_and_closes(string name, Language language) =>
        Snapshot.Matches("watch_" + name, Printed.By(console =>
        {
            var lines = new WatchLines(console, null, language, "none");
            lines.Tell(EpisodeTurn.Opened, Run, Spike);
            lines.Tell(EpisodeTurn.Worsened, Run, Spike with { Severity = Severity.Critical, Worst = Spike.Worst with { Value = 4.62e3, Excess = 3.6 } });
            lines.Tell(EpisodeTurn.Closed, Run, Spike with { Severity = Severity.Critical, LastStep = 44, Closed = true });
            lines.Tell(EpisodeTurn.Opened, new RunDescription("other.log", "console"), Spike);
        }));

    [Fact]
    public void Notes_are_not_told_while_they_come() =>
        Assert.Equal("", Printed.By(console => new WatchLines(console, null, Language.English, "none")
            .Tell(EpisodeTurn.Opened, Run, Spike with { Severity = Severity.Info })));

    [Fact]
    public void For_programs_a_turn_is_an_object_on_a_line()
    {
        using var stream = new MemoryStream();
        var output = new WatchJson(stream, Language.English);
        output.Tell(EpisodeTurn.Opened, Run, Spike);
        output.Tell(EpisodeTurn.Closed, Run with { Name = "#2" }, Spike with { Closed = true });
        JsonElement[] turns = [.. Encoding.UTF8.GetString(stream.ToArray()).TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.All(turns, turn => Assert.Equal(
            ["schema", "turn", "source", "run", "episode"], turn.EnumerateObject().Select(property => property.Name)));
        Assert.Equal(["opened", "closed"], turns.Select(turn => turn.GetProperty("turn").GetString()));
        Assert.Equal(["gradwatch.watch/1"], turns.Select(turn => turn.GetProperty("schema").GetString()).Distinct());
        Assert.Equal([null, "#2"], turns.Select(turn => turn.GetProperty("run").GetString()));
        Assert.Equal(
            ["detector", "severity", "series", "tensor", "first_step", "alarm_step", "last_step", "closed", "finding", "evidence"],
            turns[0].GetProperty("episode").EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public void A_terminal_of_unknown_width_is_taken_for_a_usual_one()
    {
        var output = new StringWriter();
        new StatusLine(output, Language.English, () => 0).Show(SomeReport.Healthy().Record, Run);
        Assert.Equal(79, output.ToString().Split("\u001b[K")[^1].Length);
    }

    [Fact]
    public void The_status_line_fits_the_terminal_and_leaves_no_trace()
    {
        var output = new StringWriter();
        var status = new StatusLine(output, Language.English, () => 60);
        status.Show(SomeReport.Healthy().Record, Run);
        string shown = output.ToString().Split("\u001b[K")[^1];
        Assert.StartsWith("train.log  step 59  loss ", shown, StringComparison.Ordinal);
        Assert.True(shown.Length < 60);
        status.Clear();
        Assert.EndsWith("\r\u001b[K", output.ToString(), StringComparison.Ordinal);
    }
}
