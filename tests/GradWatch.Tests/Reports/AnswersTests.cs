using GradWatch.Detectors;
using GradWatch.Observations;
using GradWatch.Reports;
using GradWatch.Tests.Reports.Plots;
using GradWatch.Wording;
using Xunit;

namespace GradWatch.Tests.Reports;

public sealed class AnswersTests
{
    [Fact]
    public void A_healthy_run_has_nothing_to_answer_for() => Assert.Null(Answers.For(Some.Healthy()));

    [Fact]
    public void A_sick_run_answers_where_since_why_and_what_to_do()
    {
        Answers answers = Answers.For(Some.Sick())!;
        Assert.Equal("rec.weight | norm 8.00e5 of 8.00e5 at step 7", Text(answers.Where));
        Assert.Equal("step 6 | alarm at step 7", Text(answers.Since));
        Assert.Equal("Recurrent amplification | weight 0.75 of 1", Text(answers.Why));
        Assert.Equal("Gradient norm 1.00 … 2.40. | norm 2.40 at step 3", Text(answers.WhatToDo));
    }

    [Fact]
    public void Without_causes_remedies_and_tensors_it_says_so()
    {
        Answers answers = Answers.For(Some.Report(Some.Record([1e9, 1e9]), [Some.Episode(0, 1, Severity.Critical, closed: false)]))!;
        Assert.Equal("the whole model | norms of tensors are not logged", Text(answers.Where));
        Assert.Equal("step 0 | the first step of the log", Text(answers.Since));
        Assert.Equal("No cause stands out", Text(answers.Why));
        Assert.Equal("No remedy can be worked out", Text(answers.WhatToDo));
    }

    [Fact]
    public void Of_a_long_run_the_norm_of_a_tensor_is_said_to_be_the_largest_of_its_bin()
    {
        RunRecord record = Some.Record(Enumerable.Repeat(1.0, 3000));
        record.With(new Series(Quantity.GradNorm, "a.weight"), Enumerable.Repeat(1.0, 3000));
        record.With(new Series(Quantity.GradNorm, "b.weight"), Enumerable.Range(0, 3000).Select(i => i == 1001 ? 50.0 : 2.0));
        Answers answers = Answers.For(Some.Report(record, [Some.Episode(1000, 1000, Severity.Critical)]))!;
        Assert.Equal("b.weight | largest norm 50.0 in steps 992–1007", Text(answers.Where));
    }

    [Fact]
    public void Every_known_cause_has_a_name_and_another_is_called_by_its_id()
    {
        Assert.All(CauseNames.Known, id => Assert.NotEqual(
            CauseNames.Of(id).In(Language.English), CauseNames.Of(id).In(Language.Russian)));
        Assert.Equal("cosmic rays", CauseNames.Of("cosmic_rays").In(Language.English));
    }

    private static string Text(Answer answer) => answer.Detail is { } detail
        ? $"{answer.Text.In(Language.English)} | {detail.In(Language.English)}"
        : answer.Text.In(Language.English);
}
