using System.Globalization;
using System.Text.RegularExpressions;
using GradWatch.Observations;

namespace GradWatch.Diagnosis.Facts;

/// <summary>How activations of a recurrent module grow from one time step to the next, where they were logged for each (<c>rec.t0</c>, <c>rec.t1</c>, …).</summary>
/// <remarks>Norms of gradients cannot tell: the weights are the same at every time step, and their gradient is the sum over all of them.</remarks>
/// <param name="Module">The module.</param>
/// <param name="From">The time step from which they grow.</param>
/// <param name="To">The last one that was logged.</param>
/// <param name="Times">By how much in all.</param>
internal sealed partial record TimeSteps(string Module, int From, int To, double Times)
{
    private const double Departs = 2;
    private const int Least = 3;

    /// <summary>The growth at an optimizer step; null where no activations were logged by time step, or none grow.</summary>
    internal static TimeSteps? Of(RunRecord record, long step)
    {
        var byModule = record.OfTensors(Quantity.ActivationMax)
            .Select(trace => (Name: Numbered().Match(trace.Series.Tensor!), Reading: Reading.Of(trace).LastOrDefault(reading => reading.Step <= step)))
            .Where(one => one.Name.Success && one.Reading.Count > 0 && one.Reading.Peak > 0)
            .GroupBy(one => one.Name.Groups["module"].Value);
        return byModule.Select(module => Of(module.Key, [.. module
            .Select(one => (Time: int.Parse(one.Name.Groups["time"].Value, CultureInfo.InvariantCulture), one.Reading.Peak)).OrderBy(one => one.Time)]))
            .OfType<TimeSteps>().MaxBy(steps => steps.Times);
    }

    private static TimeSteps? Of(string module, List<(int Time, double Peak)> times)
    {
        if (times.Count < Least)
            return null;
        // It grows from where it last was within twice its first value.
        int from = times.FindLastIndex(one => one.Peak < Departs * times[0].Peak);
        return from == times.Count - 1 ? null : new TimeSteps(module, times[from].Time, times[^1].Time, times[^1].Peak / times[from].Peak);
    }

    [GeneratedRegex(@"^(?<module>.+?)[./](?:t|step_?)(?<time>\d+)$", RegexOptions.IgnoreCase)]
    private static partial Regex Numbered();
}
