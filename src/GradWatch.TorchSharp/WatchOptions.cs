using GradWatch.Detectors;
using GradWatch.TorchSharp.Watching;

namespace GradWatch.TorchSharp;

/// <summary>What a <see cref="TrainingWatch"/> measures and does. Every guard is off until it is asked for.</summary>
public sealed partial class WatchOptions
{
    /// <summary>What the run is called in reports.</summary>
    public string Name { get; set; } = "live";

    /// <summary>The name by which the meter <c>GradWatch</c> tells this run from others; null for none. See <see cref="TrainingMonitor.MeterTag"/>.</summary>
    public string? MeterTag { get; set; }

    /// <summary>The detectors; all built-in ones when null.</summary>
    public IEnumerable<IDetector>? Detectors { get; set; }

    /// <summary>How many threads read large tensors at most; 0 for as many as libtorch uses, which are its own.</summary>
    public int Threads { get; set; }

    /// <summary>Asked for the ids of the batch of a step when an incident is recorded and <c>NextBatch</c> did not name them.</summary>
    public Func<long, IReadOnlyList<long>>? BatchIds { get; set; }

    /// <summary>Makes the guards, in the order in which they act.</summary>
    internal List<Func<AttachedModel, IStepGuard>> Guards { get; } = [];

    /// <summary>Makes the tracer; null when incidents are not traced.</summary>
    internal Func<AttachedModel, IStepTracer>? Tracer { get; set; }
}
