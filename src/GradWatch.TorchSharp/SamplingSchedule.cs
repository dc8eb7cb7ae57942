namespace GradWatch.TorchSharp;

/// <summary>At which steps the weights are read. Gradients are read at every step.</summary>
/// <remarks>Reading weights takes about five times the memory traffic of reading gradients: two copies are kept, of the weights before the
/// step and of the first ones.</remarks>
public sealed record SamplingSchedule
{
    /// <summary>Every so many steps; 0 for never but at the start and under alarm.</summary>
    /// <remarks>At 100 the readings cost under 0.2 % of a step from 10 million parameters up (docs/performance.md).</remarks>
    public int Every { get; init; } = 100;

    /// <summary>Steps at the start that are all read: a bad start shows in them.</summary>
    public int AtStart { get; init; } = 10;

    /// <summary>Steps that are all read after an episode opened that is more than a note, while it is open.</summary>
    public int UnderAlarm { get; init; } = 100;

    /// <summary>Whether the weights are read at a step.</summary>
    /// <param name="step">From zero.</param>
    /// <param name="alarm">The step at which the newest episode opened that is still open and more than a note; null when none is.</param>
    public bool IsDue(long step, long? alarm) =>
        step < AtStart || (Every > 0 && step % Every == 0) || (alarm is { } opened && step - opened <= UnderAlarm);
}
