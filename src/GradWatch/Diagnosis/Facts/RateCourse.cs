namespace GradWatch.Diagnosis.Facts;

/// <summary>What the learning rate did up to the onset.</summary>
/// <param name="AtOnset">The rate in force when the trouble began.</param>
/// <param name="First">The first rate of the log that is not zero.</param>
/// <param name="JumpTimes">The largest factor by which it rose from one row to the next shortly before; 1 when it did not.</param>
/// <param name="JumpStep">The step of that rise.</param>
/// <param name="BeforeJump">The rate before that rise.</param>
/// <param name="Rising">True while it rises up to the onset: warm-up, or a search for the rate.</param>
internal sealed record RateCourse(double AtOnset, double First, double JumpTimes, long JumpStep, double BeforeJump, bool Rising)
{
    private const int RowsBefore = 30;
    private const double Flat = 1.2;
    private const double WarmedUp = 1.5;

    /// <summary>True when the rate was lower at first and rose: there is a warm-up.</summary>
    internal bool WarmsUp { get; private init; }

    /// <summary>What the rate did; null when it was not logged.</summary>
    internal static RateCourse? Of(Course? rate, Onset onset)
    {
        if (rate is null)
            return null;
        List<Reading> rows = [.. rate.Readings.Where(row => double.IsFinite(row.Value) && row.Value > 0)];
        int end = rows.FindLastIndex(row => row.Step <= Math.Max(onset.Step + onset.Stride, onset.Alarm));
        if (end < 0)
            return null;
        (double times, int at) = (1, 0);
        for (int i = Math.Max(1, end - RowsBefore); i <= end; i++)
        {
            // Where few rows are logged a warm-up leaps from one to the next: a jump comes after a level.
            bool level = i > 1 && rows[i - 1].Value < Flat * rows[i - 2].Value;
            if (level && rows[i].Value / rows[i - 1].Value > times)
                (times, at) = (rows[i].Value / rows[i - 1].Value, i);
        }
        double top = rows.Max(row => row.Value);
        bool rises = end > 0 && rows[end].Value >= rows.Take(end).Max(row => row.Value) && rows[end].Value > WarmedUp * rows[0].Value;
        return new RateCourse(rows[end].Value, rows[0].Value, times, rows[at].Step, rows[Math.Max(0, at - 1)].Value, rises)
        {
            WarmsUp = rows[0].Value * WarmedUp < top && rows.FindIndex(row => row.Value == top) > 1,
        };
    }
}
