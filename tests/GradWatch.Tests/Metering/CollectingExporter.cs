using GradWatch.Metering;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace GradWatch.Tests.Metering;

/// <summary>Keeps what OpenTelemetry would send away.</summary>
internal sealed class CollectingExporter : BaseExporter<Metric>
{
    private readonly Dictionary<(string Instrument, string? Run), double> _values = [];

    public double ValueOf(string instrument, string run) => _values[(instrument, run)];

    public override ExportResult Export(in Batch<Metric> batch)
    {
        foreach (Metric metric in batch)
        {
            foreach (ref readonly MetricPoint point in metric.GetMetricPoints())
            {
                string? run = null;
                foreach (KeyValuePair<string, object?> tag in point.Tags)
                    run = tag.Key == MeterNames.Run ? (string?)tag.Value : run;
                _values[(metric.Name, run)] = metric.MetricType == MetricType.LongSum ? point.GetSumLong() : point.GetGaugeLastValueDouble();
            }
        }
        return ExportResult.Success;
    }
}
