using GradWatch.Detectors;
using GradWatch.Diagnosis;
using GradWatch.Observations;
using GradWatch.Wording;
using Xunit;
using static GradWatch.Tests.Diagnosis.MadeRun;

namespace GradWatch.Tests.Diagnosis;

public sealed class DiagnosticianTests
{
    [Fact]
    public void A_healthy_run_has_no_cause_no_remedy_and_nothing_missing()
    {
        MadeRun run = new MadeRun().With(Quantity.Loss, 2, 1.5, 1.2).Says("gradient_norm_range", 1, Severity.Info);
        Assert.Empty(run.Diagnosis.Causes);
        Assert.Empty(run.Diagnosis.Missing);
        Assert.Empty(run.Remedies);
    }

    [Fact]
    public void Weights_sum_to_one_fall_and_are_none_of_them_negligible()
    {
        foreach (MadeRun run in SickRuns.All)
        {
            IReadOnlyList<Cause> causes = run.Diagnosis.Causes;
            Assert.Equal(1, causes.Sum(cause => cause.Weight), 1e-9);
            Assert.Equal(causes.OrderByDescending(cause => cause.Weight), causes);
            Assert.All(causes, cause => Assert.True(cause.Weight >= 0.03));
        }
    }

    [Fact]
    public void Every_sentence_of_every_run_reads_in_both_languages_with_its_numbers_filled_in()
    {
        foreach (MadeRun run in SickRuns.All)
        {
            RunDiagnosis diagnosis = run.Diagnosis;
            foreach (Sentence sentence in diagnosis.Causes.SelectMany(cause => cause.Evidence.Concat(cause.Against)).Concat(diagnosis.Missing))
            {
                string english = sentence.In(Language.English), russian = sentence.In(Language.Russian);
                Assert.NotEqual(english, russian);
                Assert.All(new[] { english, russian }, text => Assert.Matches(@"^[^{}]+\.$", text));
            }
        }
    }

    [Fact]
    public void Every_text_of_a_cause_is_there_in_both_languages_with_the_same_places_for_numbers()
    {
        foreach (string key in ResourceKeys.Of("Causes").Concat(ResourceKeys.Of("Remedies")))
        {
            string english = Texts.Get(Language.English, key), russian = Texts.Get(Language.Russian, key);
            Assert.NotEqual(english, russian);
            Assert.Equal(ResourceKeys.Places(english), ResourceKeys.Places(russian));
        }
    }

    [Fact]
    public void What_was_logged_is_not_asked_for()
    {
        foreach (MadeRun run in SickRuns.All)
        {
            if (run.Facts.Update is not null)
                Assert.DoesNotContain(run.Diagnosis.Missing, sentence => sentence.ToString().StartsWith("Log update_ratio ", StringComparison.Ordinal));
        }
    }
}
