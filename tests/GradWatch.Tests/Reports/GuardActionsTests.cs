using System.Buffers;
using System.Text.Json;
using GradWatch.Guard;
using GradWatch.Reports;
using GradWatch.Wording;
using Xunit;

namespace GradWatch.Tests.Reports;

public sealed class GuardActionsTests
{
    private static readonly GuardAction Clips = new()
    {
        Kind = GuardActionKind.Clip, Key = "guard.clip", FirstStep = 3, LastStep = 9, Steps = 5, Value = 40, Reference = 1,
    };

    private static readonly GuardAction Skip = new()
    {
        Kind = GuardActionKind.Skip, Key = "guard.skip", FirstStep = 12, LastStep = 12, Value = 1, Batch = [640, 641],
        Reason = new Sentence("guard.reason.loss", double.NaN),
    };

    private static readonly GuardAction Return = new()
    {
        Kind = GuardActionKind.RollBack, Key = "guard.roll_back", FirstStep = 20, LastStep = 20, Value = 1, Reference = 10,
        Reason = new Sentence("guard.reason.gradient", 7L),
    };

    private static Report Guarded => Some.Healthy() with { Actions = [Clips, Skip, Return] };

    [Fact]
    public void JSON_has_each_action_with_its_numbers_and_its_batch()
    {
        using JsonDocument document = JsonDocument.Parse(Json(Guarded));
        JsonElement[] actions = [.. document.RootElement.GetProperty("actions").EnumerateArray()];
        Assert.Equal(["clip", "skip", "roll_back"], actions.Select(action => action.GetProperty("action").GetString()));
        Assert.Equal((3, 9, 5), (actions[0].GetProperty("first_step").GetInt32(), actions[0].GetProperty("last_step").GetInt32(), actions[0].GetProperty("steps").GetInt32()));
        Assert.Equal([640, 641], actions[1].GetProperty("batch").EnumerateArray().Select(id => id.GetInt32()));
        Assert.False(actions[0].TryGetProperty("batch", out _));
        Assert.Equal(10, actions[2].GetProperty("reference").GetDouble());
        Assert.Equal("Rolled back at step 20 to the state before step 10. Gradient elements that are not finite: 7.", actions[2].GetProperty("sentence").GetString());
    }

    [Fact]
    public void JSON_of_a_run_without_actions_is_as_it_was() =>
        Assert.False(JsonDocument.Parse(Json(Some.Healthy())).RootElement.TryGetProperty("actions", out _));

    [Fact]
    public void HTML_has_a_section_and_a_lane_for_each_kind()
    {
        using StringWriter page = new();
        HtmlReport.Write([Guarded], page);
        string html = page.ToString();
        Assert.Contains("What the guard did", html, StringComparison.Ordinal);
        Assert.Contains("Что сделала защита", html, StringComparison.Ordinal);
        Assert.Contains("Step 12 skipped. The loss is NaN.", html, StringComparison.Ordinal);
        Assert.Equal(3, html.Split("class=\"bar-guard\"").Length - 1);
        using StringWriter plain = new();
        HtmlReport.Write([Some.Healthy()], plain);
        Assert.DoesNotContain("class=\"bar-guard\"", plain.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Plain_text_tells_what_was_done_to_a_run_that_is_healthy_now()
    {
        using StringWriter output = new();
        TextReport.Write(Guarded, output, Language.Russian);
        Assert.Contains("  Защита: Шаг 12 пропущен. Потери равны NaN.", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_many_actions_those_are_told_that_changed_the_most()
    {
        Report report = Some.Healthy() with { Actions = [Return, .. Enumerable.Repeat(Clips, 50), Skip] };
        Assert.Equal([Clips, Skip, Return], GuardActions.Told(report, 3));
    }

    private static byte[] Json(Report report)
    {
        ArrayBufferWriter<byte> output = new();
        JsonReport.Write(report, output);
        return output.WrittenSpan.ToArray();
    }
}
