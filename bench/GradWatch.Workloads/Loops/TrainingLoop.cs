namespace GradWatch.Workloads.Loops;

/// <summary>A training with its watch, or its watches: one an optimizer that steps on its own.</summary>
internal abstract class TrainingLoop : IDisposable
{
    internal abstract IReadOnlyList<WatchedPart> Parts { get; }

    /// <summary>One batch: forward, backward and every optimizer step.</summary>
    internal abstract void Step(long step);

    /// <summary>Measures from now on what every step does to the weights.</summary>
    internal void Record()
    {
        foreach (WatchedPart part in Parts)
            part.Record();
    }

    public void Dispose()
    {
        foreach (WatchedPart part in Parts)
            part.Watch.Dispose();
    }
}
