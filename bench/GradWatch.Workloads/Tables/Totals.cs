using GradWatch.Workloads.Running;
using GradWatch.Workloads.Scenarios;

namespace GradWatch.Workloads.Tables;

/// <summary>The suite in a few sentences, and whether its targets are met.</summary>
internal sealed class Totals
{
    private const double InTime = 0.95, RightCause = 0.80;

    private readonly List<string> _lines = [];

    internal Totals(IReadOnlyList<Outcome> outcomes)
    {
        List<Outcome> sick = [.. outcomes.Where(one => one.Label == Label.Sick)];
        List<Outcome> told = [.. outcomes.Where(one => one.ExpectedCause is not null)];
        List<Outcome> healthy = [.. outcomes.Where(one => one.Label == Label.Healthy)];
        List<Outcome> survived = [.. outcomes.Where(one => one.Label is Label.Event or Label.Vanishing)];
        Target($"sick, alarmed no later than the first bad step + {Outcome.Grace}", Count(sick, Judgement.Ok), sick.Count, InTime);
        Target("sick, the first cause is the right one", sick.Count(one => one.IsCauseRight), sick.Count, RightCause);
        Target("healthy, not called critical", healthy.Count - Count(healthy, Judgement.False), healthy.Count, 1);
        Target("ran to the end without a fault", outcomes.Count - Count(outcomes, Judgement.Broken), outcomes.Count, 1);
        if (outcomes.Any(one => one.Repeated))
            Plain("of these, run a second time because TorchSharp threw", outcomes.Count(one => one.Repeated), outcomes.Count);
        Plain("healthy, without a warning", Count(healthy, Judgement.Ok), healthy.Count);
        int spoken = survived.Count - Count(survived, Judgement.Silent);
        Plain("incidents and vanishing gradients, spoken of", spoken, survived.Count);
        int unclear = outcomes.Count(one => one.Label == Label.Unclear);
        if (unclear > 0)
            Plain("drawn, neither clearly well nor clearly ill, not judged", unclear, outcomes.Count);
        Plain("all with a cause, the first is the right one", told.Count(one => one.IsCauseRight), told.Count);
    }

    internal bool Met { get; private set; } = true;

    internal IReadOnlyList<string> Lines => _lines;

    private static int Count(IReadOnlyList<Outcome> outcomes, Judgement judgement) =>
        outcomes.Count(one => one.Judgement == judgement);

    private void Target(string what, int part, int whole, double least)
    {
        bool holds = part >= least * whole;
        Met &= holds;
        _lines.Add($"{what}: {Share(part, whole)}, target {least:P0}: {(holds ? "met" : "MISSED")}");
    }

    private void Plain(string what, int part, int whole) => _lines.Add($"{what}: {Share(part, whole)}");

    private static string Share(int part, int whole) => whole == 0 ? "none" : $"{part} of {whole} ({100.0 * part / whole:F0} %)";
}
