using GradWatch.Observations;

namespace GradWatch.Diagnosis.Facts;

/// <summary>A series before and after the trouble began.</summary>
internal sealed record Course
{
    /// <summary>All readings, in the order in which they came.</summary>
    internal required IReadOnlyList<Reading> Readings { get; init; }

    /// <summary>How many finite observations came before the onset.</summary>
    internal required long Healthy { get; init; }

    /// <summary>How many readings came before the onset, finite or not.</summary>
    internal required int Rows { get; init; }

    /// <summary>Median of the finite values before the onset; NaN when there is none.</summary>
    internal required double Median { get; init; }

    /// <summary>Their 90th percentile; NaN when there is none.</summary>
    internal required double High { get; init; }

    /// <summary>The last finite value before the onset; NaN when there is none.</summary>
    internal required double Before { get; init; }

    /// <summary>The first value, finite or not.</summary>
    internal double First => Readings[0].Value;

    /// <summary>The last value, finite or not.</summary>
    internal double Last => Readings[^1].Value;

    /// <summary>The largest finite value; NaN when there is none.</summary>
    internal required double Max { get; init; }

    /// <summary>The first step with a value that is not finite; null when all are.</summary>
    internal required long? FirstNonFinite { get; init; }

    /// <summary>The course of a series; null when it was not logged.</summary>
    internal static Course? Of(SeriesTrace? trace, Onset onset)
    {
        IReadOnlyList<Reading> readings = Reading.Of(trace);
        if (readings.Count == 0)
            return null;
        List<Reading> before = [.. readings.TakeWhile(reading => reading.Step < onset.Step).Where(reading => double.IsFinite(reading.Value))];
        return new Course
        {
            Readings = readings,
            Rows = readings.TakeWhile(reading => reading.Step < onset.Step).Count(),
            Healthy = before.Sum(reading => (long)reading.Count),
            Median = Reading.Quantile(before.Select(reading => reading.Value), 0.5),
            High = Reading.Quantile(before.Select(reading => reading.Value), 0.9),
            Before = before.Count == 0 ? double.NaN : before[^1].Value,
            Max = trace!.Max,
            FirstNonFinite = trace.FirstNonFiniteStep,
        };
    }

    /// <summary>The peak at a step, or of the bin that holds it; NaN when nothing was logged there.</summary>
    internal double At(long step)
    {
        foreach (Reading reading in Readings)
        {
            if (reading.Step >= step)
                return reading.Step - step < reading.Count || reading.Step == step ? reading.Peak : double.NaN;
        }
        return double.NaN;
    }
}
