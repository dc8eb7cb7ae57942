using System.Globalization;
using GradWatch.Observations;
using Xunit;

namespace GradWatch.Logs.Tests.Hostile;

/// <summary>Numbers and nesting that no sane logger writes.</summary>
public sealed class StrangeNumbersTests
{
    [Fact]
    public void A_number_of_ten_thousand_digits_is_read_as_what_it_means()
    {
        string digits = new('7', 10_000);
        Outcome outcome = Outcome.Of(string.Concat(new[] { digits, "-" + digits, "0." + digits, "0." + new string('0', 9_000) + "1", digits + "e-9999" }
            .Select((number, step) => $"{{\"step\": {step}, \"loss\": {number}, \"grad_norm\": 1}}\n")), "some.jsonl");

        Assert.Empty(outcome.Unreadable);
        List<(long Step, double Value)> losses = outcome.Values(Quantity.Loss);
        Assert.Equal([double.PositiveInfinity, double.NegativeInfinity, double.Parse("0." + digits, CultureInfo.InvariantCulture), 0], losses.Take(4).Select(one => one.Value));
        Assert.Equal(7.7777777777777777, losses[4].Value, 1e-9);
    }

    [Theory]
    [InlineData("some.csv", "step,loss,grad_norm\n", "{0},{1},0.5\n")]
    [InlineData("some.jsonl", "", "{{\"step\": {0}, \"loss\": {1}, \"grad_norm\": 0.5}}\n")]
    public void Steps_that_are_negative_fractional_huge_or_NaN_break_nothing(string name, string header, string row)
    {
        string[] steps = ["-5", "-4.5", "0.25", "1e18", "NaN", "9223372036854775807", "-1e300", "1e400", "3", "", "4"];
        string text = header + string.Concat(Enumerable.Repeat(steps, 20).SelectMany(all => all)
            .Select(step => string.Format(CultureInfo.InvariantCulture, row, step.Length == 0 && name != "some.csv" ? "null" : step, 1.5)));

        Outcome outcome = Outcome.Of(text, name);

        Assert.Empty(outcome.Unreadable);
        Assert.Equal(20 * steps.Length, outcome.Values(Quantity.Loss).Count);
        Assert.All(outcome.Observations, one => Assert.InRange(one.Step, -(1L << 53), 1L << 53));
    }

    [Fact]
    public void An_event_with_an_absurd_step_is_counted_instead()
    {
        var writer = new TensorBoard.EventWriter();
        foreach (long step in new[] { 1, 2, long.MinValue, long.MaxValue, -1, 5 })
            writer.Scalar(step, "loss", 1).Scalar(step, "grad_norm", 1);

        Outcome outcome = Outcome.Of(writer.Bytes, "events.out.tfevents.1");

        Assert.Equal(6, outcome.Values(Quantity.Loss).Count);
        Assert.All(outcome.Observations, one => Assert.InRange(one.Step, -(1L << 53), 1L << 53));
    }

    [Theory]
    [InlineData("{\"a\":", "}")]
    [InlineData("[", "]")]
    public void Deep_nesting_is_stepped_over(string open, string close)
    {
        string deep = string.Concat(Enumerable.Repeat(open, 100_000)) + "1" + string.Concat(Enumerable.Repeat(close, 100_000));

        Outcome outcome = Outcome.Of(SomeLogs.JsonLines() + $"{{\"step\": 40, \"deep\": {deep}}}\n" + SomeLogs.JsonLines(), "some.jsonl");

        Assert.Empty(outcome.Unreadable);
        Assert.Equal(2 * SomeLogs.Steps, outcome.Values(Quantity.Loss).Count);
    }

    [Fact]
    public void A_name_of_a_megabyte_means_nothing_and_hides_nothing()
    {
        string name = string.Concat(Enumerable.Repeat("train_", 170_000)) + "loss";
        foreach ((string file, string text) in new[]
        {
            ("some.jsonl", SomeLogs.JsonLines().Replace("\"lr\"", $"\"{name}\"", StringComparison.Ordinal)),
            ("some.jsonl", $"{{\"step\": 1, \"loss\": 2, \"{name}\": {{\"loss\": 7}}}}\n{{\"step\": 2, \"loss\": 1.9, \"loss\": {{\"{name}\": 7}}}}\n"),
            ("some.log", $"{name} = 3\nstep 1 loss 2\nstep 2 loss 1.9\n"),
        })
        {
            Outcome outcome = Outcome.Of(text, file);

            Assert.Empty(outcome.Unreadable);
            Assert.DoesNotContain(outcome.Values(Quantity.Loss), one => one.Value == 7);
            Assert.Equal(2, outcome.Values(Quantity.Loss).Count(one => one.Step is 1 or 2));
        }
    }
}
