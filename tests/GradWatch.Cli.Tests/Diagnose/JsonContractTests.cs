using System.Text.Json;
using GradWatch.Observations;
using GradWatch.Reports;
using Xunit;

namespace GradWatch.Cli.Tests.Diagnose;

/// <summary>Every key and type of the schema gradwatch.report/1, by walking a whole document.</summary>
public sealed class JsonContractTests
{
    private static readonly JsonElement Sick = Parse(SomeReport.Sick());

    [Fact]
    public void A_report_has_these_keys_in_this_order() =>
        Assert.Equal(["schema", "run", "verdict", "episodes", "causes", "remedies", "missing"], Keys(Sick));

    [Fact]
    public void The_run_is_described()
    {
        JsonElement run = Sick.GetProperty("run");
        Assert.Equal(["source", "format", "first_step", "last_step", "observations", "series"], Keys(run));
        Assert.Equal(JsonValueKind.String, run.GetProperty("source").ValueKind);
        Assert.Equal(JsonValueKind.String, run.GetProperty("format").ValueKind);
        Assert.Equal((0, 29, 150), (run.GetProperty("first_step").GetInt64(), run.GetProperty("last_step").GetInt64(), run.GetProperty("observations").GetInt64()));
        Assert.Equal(["loss", "grad_norm", "learning_rate"], Texts(run.GetProperty("series")));
    }

    [Fact]
    public void The_schema_and_the_verdict_are_words()
    {
        Assert.Equal("gradwatch.report/1", Sick.GetProperty("schema").GetString());
        Assert.Equal("critical", Sick.GetProperty("verdict").GetString());
        Assert.Equal("healthy", Parse(SomeReport.Healthy()).GetProperty("verdict").GetString());
    }

    [Fact]
    public void Episodes_have_all_their_keys_and_types()
    {
        Assert.Equal(3, Sick.GetProperty("episodes").GetArrayLength());
        Assert.All(Sick.GetProperty("episodes").EnumerateArray(), episode =>
        {
            Assert.Equal(
                ["detector", "severity", "series", "tensor", "first_step", "alarm_step", "last_step", "closed", "finding", "evidence"], Keys(episode));
            Assert.Contains(episode.GetProperty("severity").GetString(), new[] { "info", "warning", "critical" });
            Assert.Contains(episode.GetProperty("tensor").ValueKind, new[] { JsonValueKind.Null, JsonValueKind.String });
            Assert.True(episode.GetProperty("first_step").GetInt64() <= episode.GetProperty("alarm_step").GetInt64());
            Assert.True(episode.GetProperty("alarm_step").GetInt64() <= episode.GetProperty("last_step").GetInt64());
            Assert.Contains(episode.GetProperty("closed").ValueKind, new[] { JsonValueKind.True, JsonValueKind.False });
            Assert.EndsWith(".", episode.GetProperty("finding").GetString(), StringComparison.Ordinal);
            Assert.Equal(JsonValueKind.Object, episode.GetProperty("evidence").ValueKind);
        });
    }

    [Fact]
    public void Numbers_that_are_not_finite_are_words()
    {
        JsonElement evidence = Sick.GetProperty("episodes")[2].GetProperty("evidence");
        Assert.Equal("Infinity", evidence.GetProperty("value").GetString());
    }

    [Fact]
    public void Causes_have_a_weight_and_what_speaks_for_and_against_them()
    {
        JsonElement[] causes = [.. Sick.GetProperty("causes").EnumerateArray()];
        Assert.All(causes, cause =>
        {
            Assert.Equal(["id", "weight", "evidence", "against"], Keys(cause));
            Assert.NotEmpty(Texts(cause.GetProperty("evidence")));
            Assert.Equal(JsonValueKind.Array, cause.GetProperty("against").ValueKind);
        });
        Assert.Equal(1, causes.Sum(cause => cause.GetProperty("weight").GetDouble()), 9);
    }

    [Fact]
    public void Remedies_have_their_numbers_and_code_for_both_frameworks()
    {
        JsonElement remedy = Assert.Single(Sick.GetProperty("remedies").EnumerateArray());
        Assert.Equal(["id", "parameters", "why", "code"], Keys(remedy));
        Assert.Equal(1.3, remedy.GetProperty("parameters").GetProperty("max_norm").GetDouble());
        Assert.Equal(["torchsharp", "pytorch"], Keys(remedy.GetProperty("code")));
    }

    [Fact]
    public void What_is_missing_is_a_list_of_sentences() => Assert.Single(Texts(Sick.GetProperty("missing")));

    [Fact]
    public void A_report_is_one_line_unless_it_is_indented_and_ends_with_a_line_feed()
    {
        Assert.Equal(1, Write(SomeReport.Sick(), false).Count(one => one == '\n'));
        string indented = Write(SomeReport.Sick(), true);
        Assert.True(indented.Count(one => one == '\n') > 50);
        Assert.EndsWith("}\n", indented, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_without_anything_is_whole() =>
        Assert.Equal(7, Keys(Parse(SomeReport.Of("x", new RunRecord(), []))).Count);

    private static JsonElement Parse(Report report) => JsonDocument.Parse(Write(report, false)).RootElement;

    private static string Write(Report report, bool indent)
    {
        using var stream = new MemoryStream();
        JsonReport.Write(report, stream, indent: indent);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    private static List<string> Keys(JsonElement element) => [.. element.EnumerateObject().Select(property => property.Name)];

    private static List<string> Texts(JsonElement element) => [.. element.EnumerateArray().Select(item => item.GetString()!)];
}
