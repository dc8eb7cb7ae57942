using System.IO.Enumeration;
using GradWatch.TorchSharp;
using GradWatch.Workloads.Loops;

namespace GradWatch.Workloads.Scenarios;

/// <summary>A training that goes well or wrong in a known way.</summary>
internal sealed record Scenario
{
    internal required string Name { get; init; }

    /// <summary>What is true of it, from its steps and those of its control (none where there is no control).</summary>
    internal required Func<IReadOnlyList<StepResult>, IReadOnlyList<StepResult>, Truth> Truth { get; init; }

    internal required int Steps { get; init; }

    /// <summary>Builds model, data and optimizer after the seed was set.</summary>
    internal required Func<TrainingLoop> Build { get; init; }

    /// <summary>The same training without the fault that is built in; null where the truth needs no comparison.</summary>
    internal Func<TrainingLoop>? Control { get; init; }

    /// <summary>Whether the name fits a pattern with <c>*</c> and <c>?</c>; any name fits null.</summary>
    internal bool Fits(string? pattern) => pattern is null || FileSystemName.MatchesSimpleExpression(pattern, Name);

    internal static Scenario Healthy(string name, int steps, Func<TrainingLoop> build) =>
        Of(name, Label.Healthy, null, FirstBadStep.None, steps, build);

    internal static Scenario Sick(string name, string cause, FirstBadStep firstBad, int steps, Func<TrainingLoop> build) =>
        Of(name, Label.Sick, cause, firstBad, steps, build);

    internal static Scenario Event(string name, string cause, FirstBadStep firstBad, int steps, Func<TrainingLoop> build) =>
        Of(name, Label.Event, cause, firstBad, steps, build);

    internal static Scenario Vanishing(string name, string cause, int steps, Func<TrainingLoop> build) =>
        Of(name, Label.Vanishing, cause, FirstBadStep.None, steps, build);

    private static Scenario Of(
        string name, Label label, string? cause, FirstBadStep firstBad, int steps, Func<TrainingLoop> build) => new()
    {
        Name = name,
        Truth = (seen, _) => new Truth(label, cause, firstBad.Of(seen)),
        Steps = steps,
        Build = build,
    };
}
