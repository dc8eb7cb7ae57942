using System.Text.Json.Serialization;
using GradWatch.Workloads.Scenarios;

namespace GradWatch.Workloads.Running;

/// <summary>What GradWatch said of one training with one seed, beside what is true of it.</summary>
internal sealed record Outcome
{
    // An alarm so many steps after the first bad one is still in time: two more batches, before anybody could have looked.
    internal const int Grace = 2;

    public required string Scenario { get; init; }

    /// <summary>Which of several watched models; empty where there is one.</summary>
    public required string Part { get; init; }

    public required int Seed { get; init; }

    public required Label Label { get; init; }

    public long? FirstBadStep { get; init; }

    public string? ExpectedCause { get; init; }

    public required string Verdict { get; init; }

    public long? FirstWarning { get; init; }

    public long? FirstCritical { get; init; }

    public required IReadOnlyList<NamedCause> Causes { get; init; }

    public required IReadOnlyList<ToldEpisode> Episodes { get; init; }

    public required Curve Curve { get; init; }

    public required double Seconds { get; init; }

    /// <summary>What went wrong inside GradWatch or the scenario itself; null in a good run.</summary>
    public string? Fault { get; init; }

    /// <summary>Whether the training itself threw: what GradWatch throws never comes out of it.</summary>
    [JsonIgnore]
    public bool Threw { get; init; }

    /// <summary>Whether it was run a second time after it threw.</summary>
    public bool Repeated { get; init; }

    [JsonIgnore]
    public string Name => Part.Length == 0 ? Scenario : $"{Scenario}.{Part}";

    [JsonIgnore]
    public bool IsCauseRight => ExpectedCause is { } expected && Causes.Count > 0 && expected.Split('|').Contains(Causes[0].Id);

    public Judgement Judgement => Fault is not null ? Judgement.Broken : Label switch
    {
        Label.Healthy => FirstCritical is not null ? Judgement.False : FirstWarning is not null ? Judgement.Warned : Judgement.Ok,
        Label.Sick when FirstBadStep is null => Judgement.Broken,
        Label.Sick when FirstWarning is null => Judgement.Missed,
        Label.Sick => FirstWarning > FirstBadStep + Grace ? Judgement.Late : Judgement.Ok,
        Label.Unclear => Judgement.Unclear,
        _ => Episodes.Count == 0 ? Judgement.Silent : Judgement.Ok,
    };
}
