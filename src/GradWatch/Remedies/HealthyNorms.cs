using GradWatch.Diagnosis.Facts;
using GradWatch.Observations;

namespace GradWatch.Remedies;

/// <summary>A bound on a norm, from what was healthy before the trouble.</summary>
/// <param name="Bound">The 90th percentile before the onset, two significant digits; the default where there is no history.</param>
/// <param name="First">The first step it was taken from.</param>
/// <param name="Last">The last step it was taken from; before <paramref name="First"/> where there is no history.</param>
/// <param name="Median">Their median.</param>
internal readonly record struct HealthyNorms(double Bound, long First, long Last, double Median = double.NaN)
{
    // Fewer values than this have no 90th percentile worth the name.
    private const int Least = 10;
    private const int Recurring = 3;
    // A 90th percentile this many times the median is of the trouble itself.
    private const double Scattered = 10;

    /// <summary>True when the bound was measured.</summary>
    internal bool IsMeasured => Last >= First;

    internal static HealthyNorms Of(RunFacts run, Quantity quantity, double otherwise)
    {
        Course? course = Course.Of(run.Record.Find(quantity), run.Onset);
        // Spikes that recur and recover leave the run healthy between them: all of it is history.
        if (course is not { Healthy: >= Least } && run.Spikes.Count >= Recurring && run.FirstNonFinite is null)
            course = Course.Of(run.Record.Find(quantity), run.Onset with { Step = run.Record.LastStep + 1 });
        if (course is not { Healthy: >= Least } || !(course.High > 0) || course.High > Scattered * course.Median)
            return new HealthyNorms(otherwise, 0, -1);
        return new HealthyNorms(Setting.Round(course.High), course.Readings[0].Step, course.Readings[(int)Math.Min(course.Rows, course.Readings.Count) - 1].Step, course.Median);
    }
}
