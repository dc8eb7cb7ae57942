using GradWatch.Storage.Runs;

namespace GradWatch.Storage.Sql;

/// <summary>What a list shows of a run, as bytes: a thousand are read in a few milliseconds. Columns that are searched stand beside it.</summary>
internal static class SummaryBytes
{
    private const byte Version = 1;

    internal static byte[] Write(RunSummary run)
    {
        using MemoryStream bytes = new();
        using BinaryWriter writer = new(bytes);
        writer.Write(Version);
        writer.Write(run.Source);
        writer.Write(run.Format);
        writer.Write(run.FirstStep);
        writer.Write(run.LastStep);
        writer.Write(run.Series);
        writer.Write(run.RefusedSeries);
        writer.Write(run.Lost);
        writer.Write(run.Episodes);
        Write(writer, run.WorstDetector);
        Write(writer, run.WorstTensor);
        Write(writer, run.WorstStep);
        Write(writer, run.LastLoss);
        Write(writer, run.LargestNorm);
        Write(writer, run.FirstNonFiniteStep);
        Write(writer, run.LossLine);
        Write(writer, run.NormLine);
        writer.Flush();
        return bytes.ToArray();
    }

    /// <summary>The summary, of which the columns beside it are given.</summary>
    internal static RunSummary Read(byte[] bytes, RunSummary columns)
    {
        using BinaryReader reader = new(new MemoryStream(bytes));
        byte version = reader.ReadByte();
        if (version != Version)
            throw new InvalidDataException($"the summary of run {columns.Id} is of version {version}, not {Version}");
        return columns with
        {
            Source = reader.ReadString(), Format = reader.ReadString(), FirstStep = reader.ReadInt64(), LastStep = reader.ReadInt64(),
            Series = reader.ReadInt32(), RefusedSeries = reader.ReadInt64(), Lost = reader.ReadInt64(), Episodes = reader.ReadInt32(),
            WorstDetector = reader.ReadBoolean() ? reader.ReadString() : null,
            WorstTensor = reader.ReadBoolean() ? reader.ReadString() : null,
            WorstStep = reader.ReadBoolean() ? reader.ReadInt64() : null,
            LastLoss = reader.ReadBoolean() ? reader.ReadDouble() : null,
            LargestNorm = reader.ReadBoolean() ? reader.ReadDouble() : null,
            FirstNonFiniteStep = reader.ReadBoolean() ? reader.ReadInt64() : null,
            LossLine = ReadLine(reader), NormLine = ReadLine(reader),
        };
    }

    private static void Write(BinaryWriter writer, string? text)
    {
        writer.Write(text is not null);
        if (text is not null)
            writer.Write(text);
    }

    private static void Write(BinaryWriter writer, long? value)
    {
        writer.Write(value is not null);
        if (value is { } known)
            writer.Write(known);
    }

    private static void Write(BinaryWriter writer, double? value)
    {
        writer.Write(value is not null);
        if (value is { } known)
            writer.Write(known);
    }

    private static void Write(BinaryWriter writer, IReadOnlyList<double> line)
    {
        writer.Write((byte)line.Count);
        foreach (double value in line)
            writer.Write(value);
    }

    private static double[] ReadLine(BinaryReader reader)
    {
        double[] line = new double[reader.ReadByte()];
        for (int i = 0; i < line.Length; i++)
            line[i] = reader.ReadDouble();
        return line;
    }
}
