using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using CsCheck;
using GradWatch.Detectors;
using GradWatch.Diagnosis;
using GradWatch.Observations;
using GradWatch.Reports;
using GradWatch.Tests.Reports.Plots;
using GradWatch.Wording;
using Xunit;

namespace GradWatch.Tests.Reports;

public sealed partial class HtmlReportTests
{
    private const string Hostile = "\"><script>alert(1)</script></style><img/src=x>'&\u2028${x}.weight";

    [Fact]
    public void It_asks_nothing_of_anywhere()
    {
        string page = Page.Of(Some.Sick(), Some.Healthy());
        Assert.DoesNotMatch(@"(?<!""http://www\.w3\.org/2000/svg)https?://(?!www\.w3\.org/2000/svg)", page);
        Assert.DoesNotMatch(@"\ssrc=|@import|url\((?!#)|<link|<iframe|<form", page);
        Assert.DoesNotMatch(@"href=""[^#]", page);
    }

    [Fact]
    public void Its_policy_allows_its_own_style_and_script_and_nothing_else()
    {
        string page = Page.Of(Some.Sick());
        string policy = Policy().Match(page).Groups[1].Value;
        string style = Hash(Between(page, "<style>", "</style>")), script = Hash(Between(page, "<script>", "</script>"));
        Assert.Equal(
            $"default-src 'none'; style-src '{style}'; script-src '{script}'; base-uri 'none'; form-action 'none'",
            policy.Replace("&#39;", "'", StringComparison.Ordinal));
        Assert.DoesNotMatch(@"\sstyle=""|\son\w+=""", page);
    }

    [Fact]
    public void A_name_from_a_log_cannot_break_out_of_its_place()
    {
        string hostile = Page.Of(Named(Hostile)), harmless = Page.Of(Named("x_y.weight"));
        Assert.Equal(Page.TagsOf(harmless), Page.TagsOf(hostile));
        string data = Between(hostile, "class=\"rundata\">", "</script>");
        Assert.DoesNotContain('<', data);
        Assert.Equal(Hostile, JsonDocument.Parse(data).RootElement.GetProperty("rows")[0].GetProperty("t").GetString());
    }

    [Fact]
    public void Both_languages_are_in_it_and_the_one_asked_for_is_shown()
    {
        string page = Page.Of(Language.Russian, Some.Healthy());
        Assert.Contains("<html lang=\"ru\" data-lang=\"ru\">", page, StringComparison.Ordinal);
        Assert.Contains("<title>В норме · some.csv · GradWatch</title>", page, StringComparison.Ordinal);
        Assert.Contains("No episode in 8 steps.", page, StringComparison.Ordinal);
        Assert.Contains("Эпизодов нет, шагов: 8.", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_order_of_information_is_that_of_the_guide()
    {
        string page = Page.Of(Some.Sick());
        string[] parts =
        [
            "class=\"verdict\"", "class=\"answers\"", "class=\"lane\"", "<code>loss</code>", "Gradient norm L2", "Learning rate", "Norm by tensor",
            "id=\"run1-what\"", "id=\"run1-where\"", "id=\"run1-why\"", "id=\"run1-do\"", "Not tried.", "Notes of reading", "How it was read",
        ];
        int[] places = [.. parts.Select(part => page.IndexOf(part, page.IndexOf("<main>", StringComparison.Ordinal), StringComparison.Ordinal))];
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
    }

    [Fact]
    public void Several_runs_have_a_table_and_every_link_leads_somewhere()
    {
        string page = Page.Of(Some.Sick(), Some.Healthy(), Some.Sick());
        Assert.Equal(3, Regex.Count(page, "<td class=\"sv\">"));
        foreach (Match link in Link().Matches(page))
            Assert.Contains($"id=\"{link.Groups[1].Value}\"", page, StringComparison.Ordinal);
        string[] ids = [.. Id().Matches(page).Select(id => id.Groups[1].Value)];
        Assert.Equal(ids.Distinct(), ids);
    }

    [Fact]
    public void Of_a_vanishing_gradient_the_smallest_tensor_comes_first()
    {
        RunRecord record = Some.Record([1, 1])
            .With(new Series(Quantity.GradNorm, "out.weight"), [1, 1]).With(new Series(Quantity.GradNorm, "in.weight"), [1e-9, 1e-9]);
        Report report = Some.Report(record, [Some.Episode(0, 1, Severity.Warning, detector: "vanishing_gradient", closed: false)]);
        string where = Between(Page.Of(report), "id=\"run1-where\"", "</section>");
        Assert.True(where.IndexOf("in.weight", StringComparison.Ordinal) < where.IndexOf("out.weight", StringComparison.Ordinal));
    }

    [Fact]
    public void No_run_and_a_run_with_nothing_to_draw_are_said_to_be_that()
    {
        Assert.Contains("No run.", Page.Of([]), StringComparison.Ordinal);
        Assert.Contains("Nothing to draw", Page.Of(Some.Report(new RunRecord())), StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_was_logged_every_coordinate_is_a_number() =>
        Gen.Select(Gen.Double.Array[1, 60], Gen.Double.Array[1, 60], Gen.Long[-1000, 1000].Array[60], Gen.Int[0, 59]).Sample((loss, norms, steps, at) =>
        {
            RunRecord record = Trace.Record(Quantity.Loss, loss, i => steps[i]).With(Some.Norm, norms, i => i)
                .With(new Series(Quantity.LearningRate), norms, i => steps[i]).With(new Series(Quantity.GradNorm, "a"), loss, i => steps[i]);
            string page = Page.Of(Some.Report(record, [Some.Episode(at, at + 3, Severity.Warning, closed: at % 2 == 0)]));
            Assert.DoesNotMatch(@"\s(?:x|y|x1|x2|y1|y2|d|width|height|data-[abx])=""[^""]*(?:NaN|∞|Infinity)", page);
        }, iter: 300);

    [Fact]
    public void A_page_of_four_long_runs_with_many_tensors_stays_small()
    {
        var random = new Random(7);
        Report[] runs = [.. Enumerable.Range(0, 4).Select(_ => Some.Report(Long(random)))];
        using var compressed = new MemoryStream();
        using (var zip = new System.IO.Compression.GZipStream(compressed, System.IO.Compression.CompressionLevel.Optimal, true))
            zip.Write(Encoding.UTF8.GetBytes(Page.Of(runs[0])));
        Assert.InRange(compressed.Length, 0, 150_000);
    }

    private static RunRecord Long(Random random)
    {
        var record = new RunRecord();
        for (int step = 0; step < 5000; step++)
        {
            foreach (Quantity quantity in new[] { Quantity.Loss, Quantity.GradNorm, Quantity.GradMax, Quantity.UpdateRatio })
                record.Add(new Observation(step, new Series(quantity), Math.Exp(random.NextDouble())));
            for (int tensor = 0; tensor < 100; tensor++)
                record.Add(new Observation(step, new Series(Quantity.GradNorm, $"layer{tensor}.weight"), Math.Exp(4 * random.NextDouble())));
        }
        return record;
    }

    private static Report Named(string name)
    {
        RunRecord record = Some.Record([1, double.NaN]).With(new Series(Quantity.GradNorm, name), [1, 2])
            .With(new Series(Quantity.GradNorm, "other"), [1, 1]).With(new Series(Quantity.Loss, null, name), [1, 2]);
        var sentence = new Sentence("report.name", name);
        return Some.Report(record, [
            Some.Episode(0, 1, Severity.Critical, new Series(Quantity.GradNorm, name), name, closed: false),
            Some.Episode(0, 1, Severity.Critical, new Series(Quantity.Loss, null, name), "non_finite"),
        ], new RunDiagnosis([new Cause(name, 1, [sentence], [sentence])], [sentence])) with
        {
            Run = new RunDescription("runs/a" + name, name, name),
            Notes = [sentence],
            Remedies = [Some.Clip() with { Id = name, Action = sentence, Why = sentence, TorchSharp = name, PyTorch = name,
                Parameters = new Dictionary<string, double> { [name] = 1 } }],
        };
    }

    private static string Hash(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Between(string page, string before, string after)
    {
        int start = page.IndexOf(before, StringComparison.Ordinal) + before.Length;
        return page[start..page.IndexOf(after, start, StringComparison.Ordinal)];
    }

    [GeneratedRegex("Content-Security-Policy\" content=\"([^\"]*)\"")]
    private static partial Regex Policy();

    [GeneratedRegex("href=\"#([^\"]*)\"")]
    private static partial Regex Link();

    [GeneratedRegex("\\sid=\"([^\"]*)\"")]
    private static partial Regex Id();
}
