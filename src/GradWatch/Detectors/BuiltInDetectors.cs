namespace GradWatch.Detectors;

/// <summary>The detectors that a monitor runs unless told otherwise.</summary>
public static class BuiltInDetectors
{
    /// <summary>A fresh set with default thresholds; detectors hold state, so a set serves one run.</summary>
    public static IReadOnlyList<IDetector> All() => [];
}
