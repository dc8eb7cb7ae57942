namespace GradWatch.Diagnosis.Facts;

/// <summary>How far each step moved the weights, and which kind of optimizer moves them so.</summary>
/// <param name="Course">‖Δw‖/‖w‖ over the run.</param>
/// <param name="BeforeTrouble">The largest ratio of a step whose gradient was still ordinary, close before the trouble shows; NaN when unknown.</param>
/// <param name="BeforeStep">The step of it.</param>
/// <param name="PerRate">‖Δw‖ of the first step over rate × ‖g‖: 1 for plain SGD; NaN when unknown.</param>
internal sealed record UpdateCourse(Course Course, double BeforeTrouble, long BeforeStep, double PerRate)
{
    private const int RowsBefore = 8;
    // A gradient within this factor of the median before is an ordinary one.
    private const double Ordinary = 5;
    private const int History = 10;
    // Weight decay and a clipped norm move the quotient a little; Adam moves it by decades.
    private const double SgdWithin = 0.15;

    /// <summary>True for Adam and its kin, false for SGD, null when the log does not tell.</summary>
    internal bool? Adaptive => double.IsNaN(PerRate) ? null : Math.Abs(PerRate - 1) > SgdWithin;

    internal static UpdateCourse? Of(Course? ratio, Course? norm, Course? weights, RateCourse? rate, double firstClip, Onset onset)
    {
        if (ratio is null)
            return null;
        (double largest, long at) = (double.NaN, 0);
        foreach (Reading row in ratio.Readings)
        {
            if (row.Step > onset.Step + 2 * onset.Stride)
                break;
            if (row.Step >= onset.Step - RowsBefore * onset.Stride && IsOrdinary(norm, row.Step, onset) && !(row.Peak <= largest)
                && double.IsFinite(row.Peak))
                (largest, at) = (row.Peak, row.Step);
        }
        double expected = rate is null || norm is null ? double.NaN : rate.First * norm.First * firstClip;
        double perRate = weights is null || !(expected > 0) ? double.NaN : ratio.First * weights.First / expected;
        return new UpdateCourse(ratio, largest, at, double.IsFinite(perRate) && perRate > 0 ? perRate : double.NaN);
    }

    private static bool IsOrdinary(Course? norm, long step, Onset onset)
    {
        if (norm is null)
            return step < onset.Step || onset.AtStart;
        // A few rows are no history: a norm of 50 among them is what they have in common, and what makes their updates large.
        double usual = norm.Healthy >= History ? Ordinary * norm.Median
            : norm.Healthy > 2 ? Math.Min(Ordinary * norm.Median, Usual.NormHigh) : Usual.NormHigh;
        return norm.At(step) <= usual;
    }
}
