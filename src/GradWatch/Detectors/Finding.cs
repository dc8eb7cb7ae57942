using GradWatch.Observations;
using GradWatch.Statistics;
using GradWatch.Wording;

namespace GradWatch.Detectors;

/// <summary>What a detector says of one step. A value, never an exception; a struct, because a sick run has one every step.</summary>
public readonly record struct Finding
{
    /// <summary>The id of the detector, e.g. <c>gradient_spike</c>.</summary>
    public required string Detector { get; init; }

    /// <summary>Key of the sentence in Findings.resx: the detector's id, or <c>id.variant</c>, with the prefix <c>finding.</c>.</summary>
    public required string Key { get; init; }

    /// <summary>How much it matters.</summary>
    public required Severity Severity { get; init; }

    /// <summary>The series it is about.</summary>
    public required Series Series { get; init; }

    /// <summary>The step it is about.</summary>
    public required long Step { get; init; }

    /// <summary>The first step of what it describes, e.g. where a growth began; at most <see cref="Step"/>.</summary>
    public required long Since { get; init; }

    /// <summary>The number.</summary>
    public double Value { get; init; }

    /// <summary>What it was compared with: a limit, a median.</summary>
    public double Reference { get; init; }

    /// <summary>How far from it: times, decades or growth a step, as the sentence says.</summary>
    public double Excess { get; init; }

    /// <summary>A second measure where the sentence needs one (a forecast step, a significance); else 0.</summary>
    public double Detail { get; init; }

    /// <summary>When what grows overflows, where it can be foretold; its step is also the <see cref="Detail"/>.</summary>
    public Forecast? Forecast { get; init; }

    /// <summary>True for a condition that shows itself now and then, such as a heavy tail: its episode waits longer for the next sign.</summary>
    public bool Recurs { get; init; }

    /// <summary>One sentence: the number, what it was compared with, how far.</summary>
    /// <remarks>In the text {0} is the value, {1} the step, {2} the reference, {3} the excess, {4} since, {5} the detail, {6} the series,
    /// {7} the detail as a whole number (a step), {8} the forecast as a sentence of its own, with the space before it.</remarks>
    public Sentence Sentence => new(
        Key, Value, Step, Reference, Excess, Since, Detail, Series.ToString(), double.IsFinite(Detail) ? (long)Math.Round(Detail) : 0L, Foretold);

    private object Foretold => Forecast is not { } forecast ? ""
        : new Sentence(
            $"finding.forecast{(forecast.Half ? ".half" : "")}{(double.IsFinite(forecast.High) ? "" : ".open")}",
            (long)Math.Round(forecast.Step), (long)Math.Floor(forecast.Low), double.IsFinite(forecast.High) ? (long)Math.Ceiling(forecast.High) : 0L);
}
