using GradWatch.Observations;
using GradWatch.Statistics;

namespace GradWatch.Detectors;

/// <summary>A finding as bytes, in what is saved of a run's episodes.</summary>
internal static class FindingBytes
{
    internal static void Write(this BinaryWriter writer, in Finding finding)
    {
        writer.Write(finding.Detector);
        writer.Write(finding.Key);
        writer.Write((byte)finding.Severity);
        writer.Write(finding.Series);
        writer.Write(finding.Step);
        writer.Write(finding.Since);
        writer.Write(finding.Value);
        writer.Write(finding.Reference);
        writer.Write(finding.Excess);
        writer.Write(finding.Detail);
        writer.Write(finding.Recurs);
        writer.Write(finding.Forecast is not null);
        if (finding.Forecast is not { } forecast)
            return;
        writer.Write(forecast.Step);
        writer.Write(forecast.Low);
        writer.Write(forecast.High);
        writer.Write(forecast.Half);
    }

    internal static Finding ReadFinding(this BinaryReader reader)
    {
        Finding finding = new()
        {
            Detector = reader.ReadString(),
            Key = reader.ReadString(),
            Severity = (Severity)reader.ReadByte(),
            Series = reader.ReadSeries(),
            Step = reader.ReadInt64(),
            Since = reader.ReadInt64(),
            Value = reader.ReadDouble(),
            Reference = reader.ReadDouble(),
            Excess = reader.ReadDouble(),
            Detail = reader.ReadDouble(),
            Recurs = reader.ReadBoolean(),
        };
        return !reader.ReadBoolean() ? finding : finding with
        {
            Forecast = new Forecast(reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble()) { Half = reader.ReadBoolean() },
        };
    }
}
