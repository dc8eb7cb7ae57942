using GradWatch.Workloads.Loops;

namespace GradWatch.Workloads.Scenarios;

/// <summary>A training that goes well or wrong in a known way.</summary>
internal sealed record Scenario
{
    internal required string Name { get; init; }

    internal required Label Label { get; init; }

    /// <summary>The ids of the causes that are right, any of them; null for a healthy run.</summary>
    internal string? Cause { get; init; }

    internal FirstBadStep FirstBad { get; init; } = FirstBadStep.None;

    internal required int Steps { get; init; }

    /// <summary>Builds model, data and optimizer after the seed was set.</summary>
    internal required Func<TrainingLoop> Build { get; init; }

    internal static Scenario Healthy(string name, int steps, Func<TrainingLoop> build) =>
        new() { Name = name, Label = Label.Healthy, Steps = steps, Build = build };

    internal static Scenario Sick(string name, string cause, FirstBadStep firstBad, int steps, Func<TrainingLoop> build) =>
        new() { Name = name, Label = Label.Sick, Cause = cause, FirstBad = firstBad, Steps = steps, Build = build };

    internal static Scenario Event(string name, string cause, FirstBadStep firstBad, int steps, Func<TrainingLoop> build) =>
        new() { Name = name, Label = Label.Event, Cause = cause, FirstBad = firstBad, Steps = steps, Build = build };

    internal static Scenario Vanishing(string name, string cause, int steps, Func<TrainingLoop> build) =>
        new() { Name = name, Label = Label.Vanishing, Cause = cause, Steps = steps, Build = build };
}
