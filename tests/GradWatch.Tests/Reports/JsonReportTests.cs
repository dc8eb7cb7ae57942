using System.Buffers;
using System.Text;
using System.Text.Json;
using GradWatch.Detectors;
using GradWatch.Observations;
using GradWatch.Reports;
using GradWatch.Tests.Reports.Plots;
using GradWatch.Wording;
using Xunit;

namespace GradWatch.Tests.Reports;

public sealed class JsonReportTests
{
    [Theory]
    [InlineData(Language.English, "sick.en.json")]
    [InlineData(Language.Russian, "sick.ru.json")]
    public void A_sick_run_as_it_is_written_for_people(Language language, string snapshot) =>
        Snapshot.Check(snapshot, Json(Some.Sick(), language, indent: true));

    [Fact]
    public void The_keys_are_those_of_the_contract_in_its_order()
    {
        JsonElement root = Parse(Some.Sick());
        Assert.Equal(["schema", "run", "verdict", "episodes", "causes", "remedies", "missing"], Keys(root));
        Assert.Equal(["source", "format", "first_step", "last_step", "observations", "series"], Keys(root.GetProperty("run")));
        foreach (JsonElement episode in root.GetProperty("episodes").EnumerateArray())
        {
            Assert.Equal(
                ["detector", "severity", "series", "tensor", "first_step", "alarm_step", "last_step", "closed", "finding", "evidence"],
                Keys(episode));
            Assert.Equal(["step", "value", "reference", "excess", "detail", "findings"], Keys(episode.GetProperty("evidence")));
        }
        Assert.All(root.GetProperty("causes").EnumerateArray(), cause => Assert.Equal(["id", "weight", "evidence", "against"], Keys(cause)));
        foreach (JsonElement remedy in root.GetProperty("remedies").EnumerateArray())
        {
            Assert.Equal(["id", "parameters", "why", "code"], Keys(remedy));
            Assert.Equal(["torchsharp", "pytorch"], Keys(remedy.GetProperty("code")));
        }
    }

    [Fact]
    public void A_growth_has_its_forecast_in_the_evidence()
    {
        var monitor = new TrainingMonitor();
        for (int step = 0; step < 60; step++)
            monitor.Observe(new Observation(step, new Series(Quantity.GradNorm), Math.Pow(1.3, step)));
        JsonElement evidence = Parse(monitor.Report(new RunDescription("norms", "csv"))).GetProperty("episodes").EnumerateArray()
            .Single(episode => episode.GetProperty("detector").GetString() == "gradient_growth").GetProperty("evidence");
        Assert.Equal(["step", "value", "reference", "excess", "detail", "findings", "forecast_step", "forecast_low", "forecast_high"], Keys(evidence));
        Assert.InRange(evidence.GetProperty("forecast_step").GetDouble(), evidence.GetProperty("forecast_low").GetDouble(), evidence.GetProperty("forecast_high").GetDouble());
    }

    [Theory]
    [InlineData("$.schema", JsonValueKind.String)]
    [InlineData("$.run.source", JsonValueKind.String)]
    [InlineData("$.run.format", JsonValueKind.String)]
    [InlineData("$.run.first_step", JsonValueKind.Number)]
    [InlineData("$.run.last_step", JsonValueKind.Number)]
    [InlineData("$.run.observations", JsonValueKind.Number)]
    [InlineData("$.run.series[]", JsonValueKind.String)]
    [InlineData("$.verdict", JsonValueKind.String)]
    [InlineData("$.episodes[].detector", JsonValueKind.String)]
    [InlineData("$.episodes[].severity", JsonValueKind.String)]
    [InlineData("$.episodes[].series", JsonValueKind.String)]
    [InlineData("$.episodes[].tensor", JsonValueKind.Null, JsonValueKind.String)]
    [InlineData("$.episodes[].first_step", JsonValueKind.Number)]
    [InlineData("$.episodes[].alarm_step", JsonValueKind.Number)]
    [InlineData("$.episodes[].last_step", JsonValueKind.Number)]
    [InlineData("$.episodes[].closed", JsonValueKind.True, JsonValueKind.False)]
    [InlineData("$.episodes[].finding", JsonValueKind.String)]
    [InlineData("$.episodes[].evidence.value", JsonValueKind.Number, JsonValueKind.String)]
    [InlineData("$.causes[].id", JsonValueKind.String)]
    [InlineData("$.causes[].weight", JsonValueKind.Number)]
    [InlineData("$.causes[].evidence[]", JsonValueKind.String)]
    [InlineData("$.causes[].against[]", JsonValueKind.String)]
    [InlineData("$.remedies[].id", JsonValueKind.String)]
    [InlineData("$.remedies[].parameters.max_norm", JsonValueKind.Number)]
    [InlineData("$.remedies[].why", JsonValueKind.String)]
    [InlineData("$.remedies[].code.torchsharp", JsonValueKind.String)]
    [InlineData("$.remedies[].code.pytorch", JsonValueKind.String)]
    [InlineData("$.missing[]", JsonValueKind.String)]
    public void Every_value_has_its_type(string path, params JsonValueKind[] kinds)
    {
        List<JsonElement> found = [];
        Walk(Parse(Some.Sick()), "$", (at, value) =>
        {
            if (at == path)
                found.Add(value);
        });
        Assert.NotEmpty(found);
        Assert.All(found, value => Assert.Contains(value.ValueKind, kinds));
    }

    [Theory]
    [InlineData(double.NaN, "\"NaN\"")]
    [InlineData(double.PositiveInfinity, "\"Infinity\"")]
    [InlineData(double.NegativeInfinity, "\"-Infinity\"")]
    [InlineData(4620.5, "4620.5")]
    public void A_number_that_is_not_finite_is_a_string(double value, string written)
    {
        Finding finding = Some.Finding(0, Severity.Critical, Some.Norm) with { Value = value };
        Report report = Some.Report(Some.Record([1]), [Some.Episode(0, 0, Severity.Critical) with { First = finding, Worst = finding }]);
        Assert.Equal(written, Parse(report).GetProperty("episodes")[0].GetProperty("evidence").GetProperty("value").GetRawText());
    }

    [Fact]
    public void A_run_is_one_line_and_several_runs_are_JSON_lines()
    {
        var output = new ArrayBufferWriter<byte>();
        foreach (Report report in new[] { Some.Sick(), Some.Healthy() })
            JsonReport.Write(report, output);
        string[] lines = Encoding.UTF8.GetString(output.WrittenSpan).Split('\n');
        Assert.Equal(3, lines.Length);
        Assert.Empty(lines[2]);
        Assert.Equal(["critical", "healthy"], lines[..2].Select(line => JsonDocument.Parse(line).RootElement.GetProperty("verdict").GetString()));
    }

    [Fact]
    public void A_stream_gets_the_same_bytes()
    {
        using var stream = new MemoryStream();
        JsonReport.Write(Some.Sick(), stream, Language.Russian);
        Assert.Equal(Json(Some.Sick(), Language.Russian), Encoding.UTF8.GetString(stream.ToArray()));
    }

    [Fact]
    public void A_healthy_run_has_empty_lists() => Assert.All(
        ["episodes", "causes", "remedies", "missing"], key => Assert.Equal(0, Parse(Some.Healthy()).GetProperty(key).GetArrayLength()));

    [Theory]
    [InlineData("a\"b\\c\n\t\u0001</script>\u2028\u2029")]
    [InlineData("имя 名前 🙂")]
    public void Names_come_back_as_they_were(string name)
    {
        RunRecord record = Some.Record([1]).With(new Series(Quantity.Loss, null, name), [1]);
        Report report = Some.Report(record, [Some.Episode(0, 0, Severity.Critical, new Series(Quantity.GradNorm, name))]) with
        {
            Run = new RunDescription(name, "csv"),
        };
        Assert.DoesNotContain('\n', Json(report).TrimEnd('\n'));
        Assert.Equal(name, Parse(report).GetProperty("run").GetProperty("source").GetString());
        Assert.Equal(name, Parse(report).GetProperty("episodes")[0].GetProperty("tensor").GetString());
        Assert.Contains(name, Parse(report).GetProperty("run").GetProperty("series").EnumerateArray().Select(series => series.GetString()));
    }

    [Fact]
    public void Half_a_character_in_a_name_does_not_stop_the_report() =>
        Assert.Equal("csv", Parse(Some.Healthy() with { Run = new RunDescription("cut\uD83D", "csv") }).GetProperty("run").GetProperty("format").GetString());

    private static string Json(Report report, Language language = Language.English, bool indent = false)
    {
        var output = new ArrayBufferWriter<byte>();
        JsonReport.Write(report, output, language, indent);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static JsonElement Parse(Report report) => JsonDocument.Parse(Json(report)).RootElement;

    private static IEnumerable<string> Keys(JsonElement element) => element.EnumerateObject().Select(property => property.Name);

    private static void Walk(JsonElement element, string path, Action<string, JsonElement> visit)
    {
        visit(path, element);
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty property in element.EnumerateObject())
                Walk(property.Value, $"{path}.{property.Name}", visit);
        }
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement item in element.EnumerateArray())
                Walk(item, path + "[]", visit);
        }
    }
}
