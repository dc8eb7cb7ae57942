using GradWatch.Logs.Mapping;

namespace GradWatch.Logs.ConsoleText;

/// <summary>What a name in a line means.</summary>
/// <param name="Key">The key that the name stands for.</param>
/// <param name="Role">What it is for.</param>
/// <param name="Measure">The loss or norm that a name of a step speaks of: "loss at step".</param>
internal readonly record struct LineName(LogKey Key, KeyRole Role, LogKey? Measure = null)
{
    /// <summary>Where the name of a step stands among such names; worked out once, not for each line.</summary>
    internal int StepRank { get; } = Role.Use == KeyUse.Step ? StepNames.Rank(KeyText.Normal(Key.Name)) : -1;
}
