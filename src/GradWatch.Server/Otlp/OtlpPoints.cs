using System.Globalization;

namespace GradWatch.Server.Otlp;

/// <summary>From the nested messages of a request to its points.</summary>
internal static class OtlpPoints
{
    // Of the flags of a point: the exporter has no value for it.
    private const uint NoValue = 1;

    private static readonly string[] StepNames = ["step", "global_step", "gradwatch.step"];
    private static readonly string[] TensorNames = ["tensor", "layer", "parameter", "name", "gradwatch.tensor"];

    internal static IEnumerable<OtlpPoint> Of(ResourceMetrics resource)
    {
        foreach (Metric metric in resource.ScopeMetrics.SelectMany(scope => scope.Metrics))
        {
            foreach (OtlpPoint point in Of(metric))
                yield return point;
        }
    }

    private static IEnumerable<OtlpPoint> Of(Metric metric) => metric.DataCase switch
    {
        Metric.DataOneofCase.Gauge => Numbers(metric.Name, metric.Gauge),
        Metric.DataOneofCase.Sum => Numbers(metric.Name, metric.Sum),
        Metric.DataOneofCase.Histogram => metric.Histogram.DataPoints.Where(point => (point.Flags & NoValue) == 0).Select(point => Point(
            metric.Name, point.Attributes, point.TimeUnixNano, Mean(point.HasSum, point.Sum, point.Count), point.HasMax ? point.Max : null)),
        Metric.DataOneofCase.ExponentialHistogram => metric.ExponentialHistogram.DataPoints.Where(point => (point.Flags & NoValue) == 0).Select(point => Point(
            metric.Name, point.Attributes, point.TimeUnixNano, Mean(point.HasSum, point.Sum, point.Count), point.HasMax ? point.Max : null)),
        Metric.DataOneofCase.Summary => metric.Summary.DataPoints.Select(point => Point(metric.Name, [], point.TimeUnixNano, null, null)),
        _ => [],
    };

    private static IEnumerable<OtlpPoint> Numbers(string name, Numbers numbers)
    {
        foreach (NumberPoint point in numbers.DataPoints.Where(point => (point.Flags & NoValue) == 0))
        {
            double? value = point.ValueCase switch
            {
                NumberPoint.ValueOneofCase.AsDouble => point.AsDouble,
                NumberPoint.ValueOneofCase.AsInt => point.AsInt,
                _ => null,
            };
            yield return Point(name, point.Attributes, point.TimeUnixNano, value, value);
        }
    }

    private static OtlpPoint Point(string name, IEnumerable<KeyValue> attributes, ulong time, double? mean, double? largest)
    {
        string? tensor = null;
        long? step = null;
        foreach (KeyValue attribute in attributes)
        {
            if (StepNames.Contains(attribute.Key))
                step ??= Step(attribute.Value);
            else if (TensorNames.Contains(attribute.Key) && attribute.Value is { HasStringValue: true, StringValue.Length: > 0 } named)
                tensor ??= named.StringValue;
        }
        return new OtlpPoint(name, tensor, step, time, mean, largest);
    }

    private static double? Mean(bool hasSum, double sum, ulong count) => hasSum && count > 0 ? sum / count : null;

    private static long? Step(AnyValue value) => value.ValueCase switch
    {
        AnyValue.ValueOneofCase.IntValue => value.IntValue,
        AnyValue.ValueOneofCase.DoubleValue when Math.Abs(value.DoubleValue) < long.MaxValue => (long)value.DoubleValue,
        AnyValue.ValueOneofCase.StringValue when long.TryParse(value.StringValue, NumberStyles.Integer, CultureInfo.InvariantCulture, out long step) => step,
        _ => null,
    };
}
