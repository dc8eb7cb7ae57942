using GradWatch.Cli.Terminal;
using GradWatch.Detectors;
using GradWatch.Diagnosis.Origins;
using GradWatch.Episodes;
using GradWatch.Guard;
using GradWatch.Observations;
using GradWatch.Reports;
using GradWatch.Wording;
using Xunit;

namespace GradWatch.Cli.Tests.Terminal;

public sealed class ConsoleReportTests
{
    private const int Columns = 100;

    public static TheoryData<string, Language> Languages => new() { { "en", Language.English }, { "ru", Language.Russian } };

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_sick_run_is_told_in_the_order_of_the_questions(string name, Language language) =>
        Snapshot.Matches("report_sick_" + name, Print(SomeReport.Sick(), language));

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_healthy_run_is_told_by_its_numbers(string name, Language language) =>
        Snapshot.Matches("report_healthy_" + name, Print(SomeReport.Healthy(), language));

    [Fact]
    public void One_row_is_one_column() =>
        Snapshot.Matches("report_one_row", Print(SomeReport.Healthy("one.csv", 1), Language.English));

    [Fact]
    public void Two_rows_are_two_columns() =>
        Snapshot.Matches("report_two_rows", Print(SomeReport.Healthy("two.csv", 2), Language.Russian));

    [Fact]
    public void What_was_traced_stands_under_where()
    {
        NonFiniteOrigin origin = new()
        {
            Step = 20, Place = new OriginPlace(null, "decoder.out"), Direction = OriginDirection.Loss, Operation = OriginOperation.LogOfZero,
            Evidence = [new Sentence("origin.edges", 3L)],
        };
        string text = Print(SomeReport.Sick() with { Origins = [origin] }, Language.English);
        Assert.Contains("Where\n", text.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("+ Values lie in 0 … 1 and 3 of them are exactly 0 or 1.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_that_are_too_long_for_a_column_are_not_cut()
    {
        const string tensor = "module.model.encoder.layers.23.self_attention.query_key_value.lora_A.default.weight";
        string text = Print(SomeReport.Sick("/data/experiments/2026/" + new string('x', 90) + "/metrics.csv", tensor), Language.Russian);
        Assert.Contains(tensor, text, StringComparison.Ordinal);
        Assert.Contains(new string('x', 90), text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Lines_fit_into_a_hundred_columns(string _, Language language)
    {
        var long_ = SomeReport.Record(5000, step => (1e-12 * step, 1e-30 * (step + 1), -1));
        Report[] reports = [SomeReport.Sick(), SomeReport.Healthy(), SomeReport.Of("x.csv", long_, [])];
        Assert.All(reports.SelectMany(report => Printed.Lines(Print(report, language))), line => Assert.True(line.Length <= Columns, line));
    }

    [Fact]
    public void The_longest_word_of_a_severity_does_not_touch_the_detector()
    {
        Episode note = SomeReport.Episode("loss_scale_overflow", Severity.Info, new Series(Quantity.LossScale), 1, 1, 1, true, 2, 4, 2, 0);
        string text = Print(SomeReport.Healthy() with { Episodes = [note] }, Language.Russian);
        Assert.Contains("  к сведению  loss_scale_overflow  ", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_code_that_was_asked_for_is_shown()
    {
        Assert.Contains("max_norm: 1.3", Print(SomeReport.Sick(), Language.English, "torchsharp"), StringComparison.Ordinal);
        Assert.DoesNotContain("max_norm=1.3", Print(SomeReport.Sick(), Language.English, "torchsharp"), StringComparison.Ordinal);
        Assert.DoesNotContain("backward", Print(SomeReport.Sick(), Language.English, "none"), StringComparison.Ordinal);
    }

    [Fact]
    public void Parts_of_a_loss_have_a_line_each()
    {
        var record = new RunRecord();
        foreach (string part in new[] { "loss_D", "loss_G" })
            record.Add(new Observation(0, new Series(Quantity.Loss, null, part), 0.7));
        string text = Print(SomeReport.Of("gan.csv", record, []), Language.English);
        Assert.Contains("  loss_D", text, StringComparison.Ordinal);
        Assert.Contains("  loss_G", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_guard_did_is_told_and_of_much_only_the_weightiest()
    {
        GuardAction stop = new()
        {
            Kind = GuardActionKind.Stop, Key = "guard.stop", FirstStep = 55, LastStep = 55, Reason = new Sentence("guard.reason.loss", double.NaN),
        };
        GuardAction clip = new() { Kind = GuardActionKind.Clip, Key = "guard.clip", FirstStep = 1, LastStep = 1, Value = 3, Reference = 1 };
        string text = Print(SomeReport.Healthy() with { Actions = [.. Enumerable.Repeat(clip, 20), stop] }, Language.English);
        Assert.Contains("What the guard did", text, StringComparison.Ordinal);
        Assert.Contains("  Asked to stop at step 55. The loss is NaN.", text, StringComparison.Ordinal);
        Assert.Contains("  Further actions: 9.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("guard", Print(SomeReport.Healthy(), Language.English), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Plain_output_has_no_control_characters() =>
        Assert.DoesNotContain(Print(SomeReport.Sick(), Language.English), letter => char.IsControl(letter) && letter is not ('\n' or '\r'));

    private static string Print(Report report, Language language, string code = "both") =>
        Printed.By(console => new ConsoleReport(console, language, code).Write(report));
}
