using GradWatch.Observations;
using GradWatch.Wording;
using Xunit;
using static GradWatch.Tests.Diagnosis.MadeRun;

namespace GradWatch.Tests.Diagnosis;

public sealed class MissingQuantitiesTests
{
    [Fact]
    public void What_was_not_logged_and_would_decide_is_named_with_what_it_would_show()
    {
        MadeRun run = new MadeRun().With(Quantity.Loss, Then(20, 2, 60, 900, 1e5)).With(Quantity.GradNorm, Then(20, 1, 80, 4e3, 1e6)).Says("loss_spike", 20);
        Assert.Contains(
            "Log update_ratio to tell learning_rate_too_high from bad_batch: above 0.1 while the gradient is ordinary, the steps are too large.", Missing(run));
        Assert.Contains(
            "Записывайте update_ratio, чтобы отличить learning_rate_too_high от bad_batch: выше 0.1 при обычном градиенте шаги слишком велики.",
            run.Diagnosis.Missing.Select(sentence => sentence.In(Language.Russian)));
    }

    [Fact]
    public void Where_a_batch_and_an_operation_are_as_likely_a_trace_would_settle_it()
    {
        MadeRun run = new MadeRun().With(Quantity.Loss, Then(60, 0.3, double.NaN, double.NaN)).With(Quantity.GradNorm, Then(60, 0.3, double.NaN, double.NaN))
            .Says("non_finite", 60, of: new Series(Quantity.Loss));
        Assert.StartsWith("Trace the step of the first value that is not finite, to tell bad_batch from undefined_operation:", Missing(run)[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_quantity_that_both_causes_predict_alike_is_not_asked_for()
    {
        // Both a rate too high and a missing warm-up are seen in the updates; the rate itself tells them apart.
        MadeRun run = new MadeRun().With(Quantity.Loss, Then(1, 3.6, Then(60, 3.4))).With(Quantity.GradNorm, Then(1, 1.2, Then(60, 0.12)))
            .With(Quantity.ParamNorm, Then(61, 64)).Says("loss_divergence", 10);
        string ofTheTwo = Assert.Single(Missing(run), sentence => sentence.Contains("learning_rate_too_high", StringComparison.Ordinal)
            && sentence.Contains("missing_warmup", StringComparison.Ordinal));
        Assert.StartsWith("Log learning_rate ", ofTheTwo, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_recurrent_model_it_is_said_that_the_time_step_cannot_be_told() =>
        Assert.Contains(Missing(SickRuns.Recurrent), sentence => sentence.StartsWith("The time step cannot be told from what was logged", StringComparison.Ordinal));

    [Fact]
    public void At_most_three_things_are_asked_for_and_none_twice()
    {
        foreach (MadeRun run in SickRuns.All)
        {
            List<string> asked = [.. run.Diagnosis.Missing.Select(sentence => sentence.Key)];
            Assert.True(asked.Count <= 3);
            Assert.Equal(asked.Distinct(), asked);
        }
    }

    private static List<string> Missing(MadeRun run) => [.. run.Diagnosis.Missing.Select(sentence => sentence.ToString())];
}
