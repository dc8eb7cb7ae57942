using GradWatch.Detectors;
using GradWatch.Observations;

namespace GradWatch.Tests.Detectors;

/// <summary>Feeds a detector a series and collects what it says.</summary>
internal static class Watching
{
    internal static readonly Series GradNorm = new(Quantity.GradNorm);
    internal static readonly Series Loss = new(Quantity.Loss);

    internal static List<Finding> Feed(this IDetector detector, Series series, IEnumerable<double> values, long first = 0, long stride = 1)
    {
        List<Finding> findings = [];
        long step = first;
        foreach (double value in values)
        {
            if (detector.Observe(new Observation(step, series, value)) is { } finding)
                findings.Add(finding);
            step += stride;
        }
        return findings;
    }

    internal static byte[] State(this IDetector detector)
    {
        using var memory = new MemoryStream();
        using var writer = new BinaryWriter(memory);
        ((IResumable)detector).Save(writer);
        writer.Flush();
        return memory.ToArray();
    }
}
