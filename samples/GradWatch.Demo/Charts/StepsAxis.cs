using GradWatch.Demo.Experiments;

namespace GradWatch.Demo.Charts;

/// <summary>The horizontal axis of all panels. An explosion is over in a few steps and stability takes many: steps are spread by their logarithm.</summary>
internal sealed record StepsAxis(long Last)
{
    private static readonly long[] Round = [0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];

    internal static StepsAxis Of(IReadOnlyList<Told> told) => new(told.Max(one => one.After.Norm.LastStep));

    /// <summary>0 at step 0, 1 at the last step.</summary>
    internal double At(double step) => Math.Log(step + 1) / Math.Log(Last + 1);

    internal IEnumerable<long> Ticks() => Round.Where(step => step <= Last);
}
