using System.Diagnostics.Metrics;

namespace GradWatch.Metering;

/// <summary>The instruments of the meter, one set a process: a meter of each run would be a leak in a server of thousands.</summary>
internal static class Instruments
{
    private static readonly Meter Meter = new(MeterNames.Meter, typeof(Instruments).Assembly.GetName().Version?.ToString(3));

    internal static readonly Counter<long> Observations =
        Meter.CreateCounter<long>("gradwatch.observations", "{observation}", "Observations taken in.");

    internal static readonly Counter<long> NonFinite =
        Meter.CreateCounter<long>("gradwatch.observations.nonfinite", "{observation}", "Observations that are NaN or infinite.");

    internal static readonly Counter<long> Findings =
        Meter.CreateCounter<long>("gradwatch.findings", "{finding}", "What detectors said, those included that continue an episode.");

    internal static readonly Counter<long> Episodes =
        Meter.CreateCounter<long>("gradwatch.episodes", "{episode}", "Episodes that opened, by the severity of their first finding.");

    internal static readonly Counter<long> Worsened =
        Meter.CreateCounter<long>("gradwatch.episodes.worsened", "{episode}", "Findings worse than all before them in an open episode, by their severity.");

    internal static readonly Counter<long> Actions =
        Meter.CreateCounter<long>("gradwatch.guard.actions", "{action}", "What guards did to steps.");

    internal static readonly Gauge<double> Loss =
        Meter.CreateGauge<double>("gradwatch.loss", "1", "The last training loss.");

    internal static readonly Gauge<double> GradNorm =
        Meter.CreateGauge<double>("gradwatch.grad_norm", "1", "The last L2 norm of the whole gradient before clipping.");

    internal static readonly Gauge<double> UpdateRatio =
        Meter.CreateGauge<double>("gradwatch.update_ratio", "1", "The last relative change of the weights.");
}
