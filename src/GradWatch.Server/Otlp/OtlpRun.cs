using GradWatch.Observations;
using GradWatch.Server.Taps;

namespace GradWatch.Server.Otlp;

/// <summary>How far the series of a run have come; requests of a run are taken one after the other.</summary>
internal sealed class OtlpRun
{
    internal SemaphoreSlim Turn { get; } = new(1);

    /// <summary>Null until it was read from the store.</summary>
    internal Dictionary<Series, SeriesProgress>? Progress { get; set; }
}
