using GradWatch.Detectors;

namespace GradWatch.TorchSharp;

/// <summary>What a <see cref="TrainingWatch"/> measures and does. Every guard is off until it is asked for.</summary>
public sealed partial class WatchOptions
{
    /// <summary>What the run is called in reports.</summary>
    public string Name { get; set; } = "live";

    /// <summary>The detectors; all built-in ones when null.</summary>
    public IEnumerable<IDetector>? Detectors { get; set; }

    /// <summary>How many threads read a large tensor at most.</summary>
    public int Threads { get; set; } = 1;
}
