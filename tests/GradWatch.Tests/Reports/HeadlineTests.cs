using GradWatch.Detectors;
using GradWatch.Episodes;
using GradWatch.Observations;
using GradWatch.Reports;
using GradWatch.Tests.Reports.Plots;
using GradWatch.Wording;
using Xunit;

namespace GradWatch.Tests.Reports;

public sealed class HeadlineTests
{
    private static readonly RunRecord Run = Some.Record(Enumerable.Repeat(1.0, 500));

    [Theory]
    [InlineData("gradient_explosion", "grad_norm", "Gradient explosion since step 100.", "Взрыв градиента с шага 100.")]
    [InlineData("gradient_growth", "grad_norm", "Gradient growth since step 100.", "Рост градиента с шага 100.")]
    [InlineData("gradient_spike", "grad_norm", "Gradient spike since step 100.", "Скачок градиента с шага 100.")]
    [InlineData("vanishing_gradient", "grad_norm", "Vanishing gradient since step 100.", "Затухание градиента с шага 100.")]
    [InlineData("loss_spike", "loss", "Loss spike since step 100.", "Скачок функции потерь с шага 100.")]
    [InlineData("loss_divergence", "loss", "The loss diverges since step 100.", "Функция потерь расходится с шага 100.")]
    [InlineData("update_ratio", "update_ratio", "Weight updates too large since step 100.", "Слишком большое изменение весов с шага 100.")]
    [InlineData("weight_magnitude", "param_norm", "Weights too large since step 100.", "Слишком большие веса с шага 100.")]
    [InlineData(
        "weight_displacement", "update_norm", "Weights moved by more than their initial size since step 100.",
        "Веса сдвинуты больше чем на свой начальный размер с шага 100.")]
    [InlineData(
        "clip_saturation", "grad_norm", "Clipping acts on most steps since step 100.", "Ограничение срабатывает на большинстве шагов с шага 100.")]
    [InlineData("loss_scale_overflow", "loss_scale", "Loss scale overflow since step 100.", "Переполнение масштаба потерь с шага 100.")]
    [InlineData("non_finite", "loss", "The loss is not finite since step 100.", "Потери не конечны с шага 100.")]
    [InlineData("non_finite", "grad_norm", "The gradient is not finite since step 100.", "Градиент не конечен с шага 100.")]
    [InlineData("non_finite", "param_norm", "The weights are not finite since step 100.", "Веса не конечны с шага 100.")]
    [InlineData("non_finite", "learning_rate", "learning_rate is not finite since step 100.", "learning_rate: значение не конечно с шага 100.")]
    [InlineData("somebody_elses", "loss", "somebody_elses since step 100.", "somebody_elses с шага 100.")]
    public void Every_kind_of_incident_has_its_sentence(string detector, string quantity, string english, string russian)
    {
        Assert.True(QuantityNames.TryParse(quantity, out Quantity found));
        Report report = Some.Report(Run, [Some.Episode(100, 499, Severity.Critical, new Series(found), detector, closed: false)]);
        Sentence sentence = Assert.Single(Headline.For(report));
        Assert.Equal((english, russian), (sentence.In(Language.English), sentence.In(Language.Russian)));
    }

    [Theory]
    [InlineData(Severity.Warning, 200, "Gradient norm above its usual range since step 100.")]
    [InlineData(Severity.Warning, 1e-5, "Gradient norm under its usual range since step 100.")]
    [InlineData(Severity.Critical, 1e6, "Gradient explosion since step 100.")]
    public void A_norm_out_of_its_range_is_named_by_its_side_and_an_explosion_by_its_name(Severity severity, double value, string expected)
    {
        Episode episode = Some.Episode(100, 499, severity, detector: "gradient_norm_range", closed: false);
        Finding worst = episode.Worst with { Value = value, Reference = value > 1 ? 10 : 1e-2 };
        Assert.Equal(expected, Text(Some.Report(Run, [episode with { First = worst, Worst = worst }])));
    }

    [Fact]
    public void It_says_when_a_passed_incident_was()
    {
        Assert.Equal("Gradient spike at step 7.", Text(Some.Report(Run, [Some.Episode(7, 7, Severity.Warning, detector: "gradient_spike")])));
        Assert.Equal(
            "Gradient spike in steps 7–9.", Text(Some.Report(Run, [Some.Episode(7, 9, Severity.Warning, detector: "gradient_spike")])));
    }

    [Fact]
    public void A_run_that_ends_sick_has_not_recovered_from_what_came_first() => Assert.Equal(
        "Gradient explosion since step 7. The loss is not finite since step 90.",
        Text(Some.Report(Run, [
            Some.Episode(7, 9, Severity.Critical),
            Some.Episode(90, 499, Severity.Critical, new Series(Quantity.Loss), "non_finite", closed: false),
        ])));

    [Fact]
    public void Of_incidents_that_begin_together_the_gravest_names_the_run_and_each_family_is_named_once() => Assert.Equal(
        "Gradient explosion at step 50. Loss spike at step 50. Weight updates too large at step 51.",
        Text(Some.Report(Run, [
            Some.Episode(50, 50, Severity.Critical, new Series(Quantity.Loss), "loss_spike"),
            Some.Episode(50, 50, Severity.Critical, detector: "gradient_spike"),
            Some.Episode(51, 51, Severity.Critical, new Series(Quantity.UpdateRatio), "update_ratio"),
            Some.Episode(51, 51, Severity.Critical, new Series(Quantity.UpdateNorm), "weight_displacement") with { Severity = Severity.Warning },
            Some.Episode(50, 50, Severity.Critical),
        ])));

    [Fact]
    public void The_tensor_with_the_largest_gradient_at_the_alarm_is_named()
    {
        RunRecord record = Some.Record([1, 1, 1e6])
            .With(new Series(Quantity.GradNorm, "a.weight"), [1, 1, 1e3]).With(new Series(Quantity.GradNorm, "b.weight"), [1, 1, 1e6]);
        Assert.Equal("Gradient explosion at step 2, in b.weight.", Text(Some.Report(record, [Some.Episode(2, 2, Severity.Critical)])));
        Assert.Equal("Loss spike at step 2.", Text(Some.Report(
            record, [Some.Episode(2, 2, Severity.Critical, new Series(Quantity.Loss), "loss_spike")])));
    }

    [Fact]
    public void A_healthy_run_says_the_numbers_that_make_it_so()
    {
        Assert.Equal("No episode in 8 steps. Gradient norm 0.0226 … 2.38, update ratio at most 0.0125.", Text(Some.Healthy()));
        Assert.Equal("No episode in 2 steps. Gradient norm 1.00 … 2.00.", Text(Some.Report(Some.Record([1, 2]))));
        Assert.Equal("No episode in 2 steps. Loss 3.00 → 1.00.", Text(Some.Report(Trace.Record(Quantity.Loss, [3, 1]))));
        Assert.Equal("No episode in steps 0–100. Loss 3.00 → 1.00.", Text(Some.Report(Trace.Record(Quantity.Loss, [3, 1], i => 100 * i))));
    }

    [Fact]
    public void A_run_with_notes_only_is_healthy()
    {
        Report report = Some.Report(Run, [Some.Episode(3, 3, Severity.Info)]);
        Assert.Equal("healthy", report.Verdict);
        Assert.Equal("Healthy", Headline.Word(report).In(Language.English));
        Assert.StartsWith("Nothing worse than a note in 500 steps.", Text(report), StringComparison.Ordinal);
    }

    [Fact]
    public void The_finding_that_opened_an_episode_speaks_for_it_unless_it_was_milder_than_the_episode_became()
    {
        Episode episode = Some.Episode(1, 9, Severity.Critical);
        Finding milder = Some.Finding(1, Severity.Warning, Some.Norm), worst = Some.Finding(5, Severity.Critical, Some.Norm);
        Assert.Equal(1, Headline.Telling(episode).Step);
        Assert.Equal(5, Headline.Telling(episode with { First = milder, Worst = worst }).Step);
    }

    private static string Text(Report report) => string.Join(' ', Headline.For(report).Select(sentence => sentence.In(Language.English)));
}
