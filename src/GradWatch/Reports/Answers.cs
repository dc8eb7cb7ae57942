using GradWatch.Diagnosis;
using GradWatch.Episodes;
using GradWatch.Remedies;
using GradWatch.Wording;

namespace GradWatch.Reports;

/// <summary>One short answer and the number behind it.</summary>
/// <param name="Text">The answer, a few words without a full stop (what to do: the imperative).</param>
/// <param name="Detail">The number or circumstance behind it; null when there is none.</param>
public sealed record Answer(Sentence Text, Sentence? Detail);

/// <summary>The four questions of a sick run, answered in a few words each.</summary>
public sealed record Answers
{
    /// <summary>The tensor, or what is known instead.</summary>
    public required Answer Where { get; init; }

    /// <summary>The first step, and when the alarm came.</summary>
    public required Answer Since { get; init; }

    /// <summary>The likeliest cause.</summary>
    public required Answer Why { get; init; }

    /// <summary>The first remedy.</summary>
    public required Answer WhatToDo { get; init; }

    /// <summary>The answers; null for a healthy run, which has nothing to answer for.</summary>
    public static Answers? For(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (Headline.Main(report) is not { } main)
            return null;
        return new Answers
        {
            Where = Place(report, main),
            Since = Beginning(report, main),
            Why = Reason(report.Diagnosis),
            WhatToDo = Cure(report.Remedies),
        };
    }

    /// <summary>The name of a cause in words: "Learning rate too high".</summary>
    public static Sentence NameOf(Cause cause)
    {
        ArgumentNullException.ThrowIfNull(cause);
        return CauseNames.Of(cause.Id);
    }

    private static Answer Place(Report report, Episode main)
    {
        if (Headline.Tensor(report, main) is not { } tensor)
            return new Answer(new Sentence("report.answer.whole_model"), Tensors(report, main));
        if (Headline.Origin(report, main) is { } origin)
            return new Answer(new Sentence("report.name", tensor), origin.Summary);
        List<Location> all = Location.AllAt(report.Record, Localization.StepOf(main));
        Location own = all.Find(at => at.Tensor == tensor);
        return new Answer(new Sentence("report.name", tensor), own.Tensor is null ? null : Share(own, all));
    }

    private static Sentence Share(Location own, List<Location> all)
    {
        if (!own.IsExact)
            return new Sentence("report.answer.largest_in", own.Norm, own.FirstStep, own.LastStep);
        double total = Math.Sqrt(all.Sum(at => at.Norm * at.Norm));
        return double.IsFinite(total)
            ? new Sentence("report.answer.norm_of", own.Norm, total, own.FirstStep)
            : new Sentence("report.answer.norm", own.Norm, own.FirstStep);
    }

    private static Sentence Tensors(Report report, Episode main)
    {
        if (Location.LargestAt(report.Record, Localization.StepOf(main)) is not { } largest)
            return new Sentence("report.answer.no_tensors");
        return double.IsFinite(largest.Norm)
            ? new Sentence("report.answer.largest", largest.Norm, largest.Tensor)
            : new Sentence("report.answer.not_finite", largest.Tensor, Localization.StepOf(main));
    }

    private static Answer Beginning(Report report, Episode main)
    {
        Sentence detail = main.FirstStep == report.Record.FirstStep && main.AlarmStep == main.FirstStep
            ? new Sentence("report.answer.first_step")
            : main.AlarmStep == main.FirstStep
                ? new Sentence("report.answer.alarm_same", report.Record.LastStep - main.AlarmStep)
                : new Sentence("report.answer.alarm", main.AlarmStep);
        return new Answer(new Sentence("report.step", main.FirstStep), detail);
    }

    private static Answer Reason(RunDiagnosis diagnosis) => diagnosis.Causes is [var first, ..]
        ? new Answer(NameOf(first), new Sentence("report.answer.weight", Weight(first)))
        : new Answer(new Sentence("report.answer.no_cause"), diagnosis.Missing is [var missing, ..] ? missing : null);

    private static Answer Cure(IReadOnlyList<Remedy> remedies) => remedies is [var first, ..]
        ? new Answer(first.Action, first.Why)
        : new Answer(new Sentence("report.answer.no_remedy"), null);

    private static string Weight(Cause cause) => CauseNames.Weight(cause.Weight);
}
