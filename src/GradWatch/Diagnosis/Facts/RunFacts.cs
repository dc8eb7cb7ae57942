using GradWatch.Diagnosis.Origins;
using GradWatch.Episodes;
using GradWatch.Observations;

namespace GradWatch.Diagnosis.Facts;

/// <summary>What is known of a sick run that speaks for or against causes, and what remedies take their numbers from. Computed once.</summary>
internal sealed record RunFacts
{
    internal required RunRecord Record { get; init; }

    internal required IReadOnlyList<Episode> Episodes { get; init; }

    internal required Onset Onset { get; init; }

    internal required Course? Loss { get; init; }

    internal required Course? Norm { get; init; }

    internal required Course? Weights { get; init; }

    internal required RateCourse? Rate { get; init; }

    internal required UpdateCourse? Update { get; init; }

    internal required Start? Start { get; init; }

    internal required Break? Break { get; init; }

    internal required LayerProfile? Profile { get; init; }

    internal required Recurrence? Recurrence { get; init; }

    /// <summary>Where in time a recurrent module's activations grow; null where they were not logged by time step.</summary>
    internal required TimeSteps? TimeSteps { get; init; }

    internal required Spikes Spikes { get; init; }

    internal required Precision Precision { get; init; }

    internal required Aftermath? Aftermath { get; init; }

    /// <summary>Where the first value that is not finite came from; null when nothing was traced.</summary>
    internal NonFiniteOrigin? Origin { get; init; }

    internal required Clipping Clipping { get; init; }

    /// <summary>The mean and standard deviation of the input feature farthest from 0 and 1; null when inputs were not logged.</summary>
    internal required InputFeature? Input { get; init; }

    /// <summary>True when the first row is abnormal and the trouble begins there: before any update.</summary>
    internal bool BadFromTheStart => Onset.AtStart && Start is { IsAbnormal: true };

    /// <summary>True when a value that is not finite stands beside ordinary ones, with history: out of the blue.</summary>
    internal bool OutOfTheBlue => Break is { FinitePeaks: false };

    /// <summary>The first step at which loss, norm or weights are not finite; null when they always are.</summary>
    internal long? FirstNonFinite => new[] { Loss, Norm, Weights }.Min(course => course?.FirstNonFinite);

    /// <summary>True when the gradient stopped being finite a step before the loss did: it broke on the way back.</summary>
    internal bool GradientBeforeLoss => Norm?.FirstNonFinite is { } gradient && Loss is { } loss && !(loss.FirstNonFinite <= gradient);

    /// <summary>The facts of a run; null when no episode is more than a note.</summary>
    internal static RunFacts? Of(RunRecord record, IReadOnlyList<Episode> episodes, IReadOnlyList<NonFiniteOrigin>? origins = null)
    {
        if (Onset.Of(record, episodes) is not { } onset)
            return null;
        Course? loss = Course.Of(record.Find(Quantity.Loss), onset), norm = Course.Of(record.Find(Quantity.GradNorm), onset);
        Course? weights = Course.Of(record.Find(Quantity.ParamNorm), onset);
        RateCourse? rate = RateCourse.Of(Course.Of(record.Find(Quantity.LearningRate), onset), onset);
        Clipping clipping = Clipping.Of(record);
        LayerProfile? profile = LayerProfile.At(record, onset.AtStart ? onset.Step : onset.Alarm);
        return new RunFacts
        {
            Record = record, Episodes = episodes, Onset = onset, Loss = loss, Norm = norm, Weights = weights, Rate = rate,
            Update = UpdateCourse.Of(Course.Of(record.Find(Quantity.UpdateRatio), onset), norm, weights, rate, clipping.First, onset),
            Start = Start.Of(loss, norm, weights, onset),
            Break = Break.Of(loss, norm, onset),
            Profile = profile,
            Recurrence = Recurrence.Of(LayerProfile.At(record, onset.AtStart ? record.FirstStep : onset.Step), record.OfTensors(Quantity.GradNorm).Select(trace => trace.Series.Tensor!)),
            TimeSteps = TimeSteps.Of(record, onset.Alarm),
            Spikes = Spikes.Of(norm ?? loss),
            Aftermath = Aftermath.Of(loss),
            Precision = Precision.Of(record),
            Clipping = clipping,
            Input = InputFeature.Of(record),
            Origin = origins?.MinBy(origin => origin.Step),
        };
    }

    /// <summary>True when a quantity was logged, of the run or of its tensors.</summary>
    internal bool Has(Quantity quantity) => Record.Traces.Any(trace => trace.Series.Quantity == quantity);

    /// <summary>True when an episode of a detector is more than a note.</summary>
    internal Episode? Grave(string detector) =>
        Episodes.FirstOrDefault(episode => episode.Detector == detector && episode.Severity > Detectors.Severity.Info);
}
