namespace GradWatch.Diagnosis.Facts;

/// <summary>The row at which loss or norm left what was normal at once, and what came after.</summary>
/// <param name="Step">The step of the row.</param>
/// <param name="LossTimes">The loss there, in times its median before; infinite when it is not finite, NaN when unknown.</param>
/// <param name="NormTimes">The same of the norm.</param>
/// <param name="FinitePeaks">True when both are finite there.</param>
/// <param name="Before">The step of the row before.</param>
/// <param name="RecoveredAt">The first step at which loss and norm are back, for good; null when they never are.</param>
internal sealed record Break(long Step, double LossTimes, double NormTimes, bool FinitePeaks, long Before, long? RecoveredAt)
{
    /// <summary>Times its median that a norm must reach at once: five, which healthy runs do not do between neighbouring steps.</summary>
    internal const double NormJump = 5;

    /// <summary>Times its median that a loss must reach at once.</summary>
    internal const double LossJump = 3;

    private const double Back = 3;
    private const int SoonRows = 3;
    private const double Ordinary = 3;
    private const int RowsAround = 3;
    /// <summary>Rows before it without which nothing is known of what was normal.</summary>
    internal const int LeastHistory = 5;

    private const int LeastBeforeNonFinite = 2;

    /// <summary>What the next row has kept of the jump, on a log scale: 0 is back at the median before, 1 as high; NaN when it is not known.</summary>
    internal double Remains { get; private init; } = double.NaN;

    /// <summary>True where it is back within three rows: a bad batch leaves the run as it was, or nearly.</summary>
    internal bool RecoversSoon => RecoveredAt - Step <= Soon;

    private double Soon { get; init; }

    /// <summary>The larger of the two.</summary>
    internal double Times => double.IsNaN(LossTimes) ? NormTimes : double.IsNaN(NormTimes) ? LossTimes : Math.Max(LossTimes, NormTimes);

    /// <summary>The break near the onset; null when there is no history or nothing jumped.</summary>
    internal static Break? Of(Course? loss, Course? norm, Onset onset)
    {
        Course? rows = norm ?? loss;
        // Two rows tell what is normal only where they are usual by themselves.
        if (rows is null || rows.Healthy < LeastBeforeNonFinite || (rows.Healthy < LeastHistory && norm?.Median > Usual.NormCheck))
            return null;
        long reach = (long)Math.Ceiling(RowsAround * onset.Stride);
        (long before, double timesBefore) = (onset.First, 1);
        foreach (Reading row in rows.Readings)
        {
            if (row.Step >= onset.Step - reach && row.Step <= onset.Step + reach)
            {
                double lossTimes = TimesOf(loss, row.Step), normTimes = TimesOf(norm, row.Step);
                // A row before that had left already makes it a climb, not a jump.
                if ((lossTimes >= LossJump || normTimes >= NormJump) && (rows.Healthy >= LeastHistory || double.IsInfinity(Math.Max(lossTimes, normTimes))))
                    return timesBefore > Ordinary ? null : new Break(
                        row.Step, lossTimes, normTimes, !double.IsInfinity(lossTimes) && !double.IsInfinity(normTimes), before,
                        Recovery(loss, norm, row.Step))
                    {
                        Remains = RemainsOf(lossTimes >= LossJump ? loss : norm, row.Step),
                        Soon = onset.Stride * SoonRows,
                    };
            }
            (before, timesBefore) = (row.Step, row.Peak / rows.Median);
        }
        return null;
    }

    private static double TimesOf(Course? course, long step)
    {
        if (course is null || !(course.Median > 0))
            return double.NaN;
        double value = course.Readings.FirstOrDefault(reading => reading.Step >= step).Peak;
        return double.IsFinite(value) ? value / course.Median : double.PositiveInfinity;
    }

    private static double RemainsOf(Course? course, long step)
    {
        List<Reading> rows = [.. course?.Readings.SkipWhile(reading => reading.Step < step).Take(2) ?? []];
        if (rows.Count < 2 || !double.IsFinite(rows[0].Peak))
            return double.NaN;
        return double.IsFinite(rows[1].Peak)
            ? Math.Max(0, Math.Log(rows[1].Peak / course!.Median) / Math.Log(rows[0].Peak / course.Median)) : double.PositiveInfinity;
    }

    private static long? Recovery(Course? loss, Course? norm, long step)
    {
        long lossBack = BackAt(loss, step), normBack = BackAt(norm, step);
        long back = Math.Max(lossBack, normBack);
        return back == long.MaxValue ? null : back;
    }

    // The series is back where most of the rows after it lie within three times the median before: one spike more is another spike.
    private static long BackAt(Course? course, long step)
    {
        if (course is null)
            return step;
        List<Reading> after = [.. course.Readings.SkipWhile(reading => reading.Step <= step)];
        if (after.Count == 0 || !double.IsFinite(after[^1].Value))
            return long.MaxValue;
        bool settles = after.Count(reading => reading.Value <= Back * course.Median) * 2 > after.Count;
        return settles ? after.First(reading => reading.Value <= Back * course.Median).Step : long.MaxValue;
    }
}
