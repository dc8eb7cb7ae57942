using GradWatch.Wording;

namespace GradWatch.Guard;

/// <summary>What a guard did, and why. A struct, because a clipped run has one every step.</summary>
public readonly record struct GuardAction
{
    /// <summary>What was done.</summary>
    public required GuardActionKind Kind { get; init; }

    /// <summary>Key of the sentence in Guard.resx, with the prefix <c>guard.</c>.</summary>
    public required string Key { get; init; }

    /// <summary>The step, or the first of several alike.</summary>
    public required long FirstStep { get; init; }

    /// <summary>The last of several alike; otherwise <see cref="FirstStep"/>.</summary>
    public required long LastStep { get; init; }

    /// <summary>How many steps it joins: those between the first and the last on which it was done.</summary>
    public long Steps { get; init; } = 1;

    /// <summary>The number before: a gradient norm, the steps skipped in a row, the share of the scheduled learning rate.</summary>
    public double Value { get; init; }

    /// <summary>The number after, or the limit: a clipped norm, a new share, the step that was returned to.</summary>
    public double Reference { get; init; }

    /// <summary>What it answered, one sentence; null for a clip.</summary>
    public Sentence? Reason { get; init; }

    /// <summary>The ids of the batch, where the loop named them; of several steps, those of the first.</summary>
    public IReadOnlyList<long>? Batch { get; init; }

    /// <summary>An action without numbers.</summary>
    public GuardAction()
    {
    }

    /// <summary>One sentence: what was done, its numbers, what for.</summary>
    /// <remarks>In the text {0} is the first step, {1} the last, {2} how many, {3} and {4} the value and the reference, {5} the reason,
    /// {6} the reference as a whole number (a step).</remarks>
    public Sentence Sentence => new(
        Steps > 1 ? Key + ".many" : Key, FirstStep, LastStep, Steps, Value, Reference, Reason ?? (object)"",
        double.IsFinite(Reference) ? (long)Math.Round(Reference) : 0L);
}
