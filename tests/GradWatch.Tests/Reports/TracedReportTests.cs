using System.Buffers;
using System.Text;
using System.Text.Json;
using GradWatch.Detectors;
using GradWatch.Diagnosis.Origins;
using GradWatch.Observations;
using GradWatch.Reports;
using GradWatch.Tests.Diagnosis.Origins;
using GradWatch.Wording;
using Xunit;

namespace GradWatch.Tests.Reports;

/// <summary>A report of a run whose NaN was traced says where it came from, in every form it has.</summary>
public sealed class TracedReportTests
{
    private static readonly Report Traced = Some.Report(
        Some.Record([1, 1, 1, double.NaN, double.NaN]),
        [Some.Episode(3, 4, Severity.Critical, new Series(Quantity.GradNorm, "first.weight"), "non_finite", closed: false)]) with
    {
        Origins = [SomeOrigin.Of(OriginOperation.LogOfZero, step: 3)],
    };

    [Fact]
    public void JSON_has_the_trace_with_all_that_was_seen()
    {
        JsonElement root = Json(Traced);
        JsonElement origin = Assert.Single(root.GetProperty("trace").EnumerateArray());
        Assert.Equal(
            ["step", "direction", "place", "tensor", "fault", "operation", "replayed", "summary", "evidence"], origin.EnumerateObject().Select(key => key.Name));
        Assert.Equal("log_of_zero", origin.GetProperty("operation").GetString());
        Assert.Equal("decoder.out", origin.GetProperty("place").GetProperty("after").GetString());
        Assert.Equal(JsonValueKind.Null, origin.GetProperty("place").GetProperty("before").ValueKind);
        Assert.Equal(2, origin.GetProperty("evidence").GetArrayLength());
    }

    [Fact]
    public void A_report_of_a_log_has_no_such_key() => Assert.False(Json(Some.Sick()).TryGetProperty("trace", out _));

    [Theory]
    [InlineData(Language.English, "Step 3, loss: the first value that is not finite comes up after decoder.out, before the loss; most likely log(0).", "Traced by a second run of the step.")]
    [InlineData(Language.Russian, "Шаг 3, потери: первое неконечное значение возникает после decoder.out, перед потерями; вероятнее всего, log(0).", "Прослежено повторным выполнением шага.")]
    public void The_page_tells_it_where_it_tells_where(Language language, string summary, string how)
    {
        string seen = Page.Visible(Page.Of(language, Traced), language);
        Assert.Contains(summary, seen, StringComparison.Ordinal);
        Assert.Contains(how, seen, StringComparison.Ordinal);
    }

    [Fact]
    public void The_headline_names_the_place_and_not_the_first_tensor_of_the_list()
    {
        string headline = string.Join(' ', Headline.For(Traced));
        Assert.Contains("decoder.out", headline, StringComparison.Ordinal);
        Assert.DoesNotContain("first.weight", headline, StringComparison.Ordinal);
    }

    [Fact]
    public void Plain_text_answers_where_with_it()
    {
        using StringWriter text = new();
        TextReport.Write(Traced, text);
        Assert.Contains("decoder.out (Step 3, loss: the first value", text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_monitor_that_is_told_of_an_origin_reports_it()
    {
        TrainingMonitor monitor = new();
        monitor.Observe(new Observation(0, new Series(Quantity.Loss), double.NaN));
        monitor.Note(SomeOrigin.Of(OriginOperation.LogOfZero, step: 0));
        Assert.Equal(monitor.Origins, monitor.Report(new RunDescription("live", "torchsharp")).Origins);
    }

    private static JsonElement Json(Report report)
    {
        ArrayBufferWriter<byte> output = new();
        JsonReport.Write(report, output);
        return JsonDocument.Parse(Encoding.UTF8.GetString(output.WrittenSpan)).RootElement;
    }
}
