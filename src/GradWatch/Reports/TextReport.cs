using GradWatch.Detectors;
using GradWatch.Diagnosis;
using GradWatch.Guard;
using GradWatch.Remedies;
using GradWatch.Wording;

namespace GradWatch.Reports;

/// <summary>The report as plain text for a program's own console or log: verdict, where, since when, why, what to do.</summary>
public static class TextReport
{
    private const int MostCauses = 3;
    private const int MostRemedies = 3;
    private const int MostActions = 5;

    /// <summary>Writes a run in a few lines of plain text, without colour.</summary>
    public static void Write(Report report, TextWriter output, Language language = Language.English)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(output);
        string verdict = string.Join(' ', Headline.For(report).Select(sentence => sentence.In(language)));
        output.WriteLine($"{Headline.Word(report).In(language)}: {verdict}");
        foreach (GuardAction action in GuardActions.Told(report, MostActions))
            output.WriteLine($"  {Texts.Get(language, "report.guard.lane")}: {action.Sentence.In(language)}");
        if (report.Worst < Severity.Warning || Answers.For(report) is not { } answers)
            return;
        Line("where", answers.Where);
        Line("since", answers.Since);
        foreach (Cause cause in report.Diagnosis.Causes.Take(MostCauses))
        {
            output.WriteLine($"  {Texts.Get(language, "report.ask.why")}: {Answers.NameOf(cause).In(language)} ({CauseNames.Weight(cause.Weight)})");
            foreach (Sentence evidence in cause.Evidence)
                output.WriteLine($"    + {evidence.In(language)}");
        }
        foreach (Remedy remedy in report.Remedies.Take(MostRemedies))
        {
            string proof = remedy.Trial is null ? "" : " " + TrialWords.Of(remedy).In(language);
            output.WriteLine($"  {Texts.Get(language, "report.ask.do")}: {remedy.Action.In(language)}{proof}");
        }

        void Line(string question, Answer answer)
        {
            string detail = answer.Detail is null ? "" : $" ({answer.Detail.In(language)})";
            output.WriteLine($"  {Texts.Get(language, "report.ask." + question)}: {answer.Text.In(language)}{detail}");
        }
    }
}
