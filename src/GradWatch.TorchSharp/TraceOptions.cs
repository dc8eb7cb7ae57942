namespace GradWatch.TorchSharp;

/// <summary>How the origin of a value that is not finite is traced.</summary>
public sealed record TraceOptions
{
    /// <summary>How many incidents of a run are traced by a second run of their step, at most. Each costs about two steps.</summary>
    public int MostReplays { get; init; } = 3;

    /// <summary>Whether a further backward pass in libtorch's anomaly mode names the operation. It writes a line to standard error.</summary>
    public bool NameOperation { get; init; } = true;

    /// <summary>The folder that a record of each incident is written to; none is written when null.</summary>
    public string? IncidentFolder { get; init; }

    /// <summary>Bytes of buffers up to which they are kept from step to step. Larger ones are left out, and a trace says so.</summary>
    public long MostBufferBytes { get; init; } = 64L << 20;
}
