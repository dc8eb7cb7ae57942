using GradWatch.Statistics;

namespace GradWatch.Logs.Checkpoints;

/// <summary>The statistics of a tensor, in one pass over its bytes where they lie.</summary>
public static unsafe class TensorScan
{
    // Large enough for several threads, small enough to count for nothing.
    private const long WindowBytes = 64 << 20;

    /// <summary>Reads a tensor once. A complex element counts as two real ones. The same bits for every number of processors.</summary>
    /// <param name="entry">The tensor.</param>
    /// <param name="progress">Told the bytes read since it was told last.</param>
    /// <exception cref="UnreadableLogException">The file has become shorter.</exception>
    public static TensorStatistics Statistics(TensorEntry entry, Action<long>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(entry);
        TensorEntry real = entry.AsReal();
        if (real.Elements == 0)
            return default;
        var layout = ElementLayout.AsStored(real);
        bool hasKernel = real.Type is ElementType.F32 or ElementType.F64 or ElementType.F16 or ElementType.BF16;
        return hasKernel && layout.IsDense ? InPlace(real, progress) : Converted(real, layout, progress);
    }

    private static TensorStatistics InPlace(TensorEntry entry, Action<long>? progress)
    {
        TensorStatistics statistics = default;
        int size = entry.Type.Bits() / 8;
        int threads = Environment.ProcessorCount;
        for (long done = 0, length; done < entry.Span; done += length)
        {
            length = Math.Min(WindowBytes, entry.Span - done);
            using MappedWindow window = entry.File.Map(entry.Offset + done, length);
            byte* first = window.Pointer(entry.Offset + done, length);
            statistics += entry.Type switch
            {
                ElementType.F32 => TensorStatistics.Of((float*)first, length / size, threads),
                ElementType.F64 => TensorStatistics.Of((double*)first, length / size, threads),
                ElementType.F16 => TensorStatistics.Of((Half*)first, length / size, threads),
                _ => TensorStatistics.OfBFloat16((ushort*)first, length / size, threads),
            };
            progress?.Invoke(length);
        }
        return statistics;
    }

    private static TensorStatistics Converted(TensorEntry entry, ElementLayout layout, Action<long>? progress)
    {
        TensorStatistics statistics = default;
        using var reader = new ElementReader(entry, layout, 0, entry.Elements);
        if (entry.Type.NeedsDouble())
        {
            double[] doubles = new double[ElementReader.Block];
            while (reader.Read(doubles.AsSpan()) is > 0 and int count)
            {
                statistics += TensorStatistics.Of(doubles.AsSpan(0, count));
                progress?.Invoke((long)count * entry.Type.Bits() / 8);
            }
            return statistics;
        }
        float[] floats = new float[ElementReader.Block];
        while (reader.Read(floats.AsSpan()) is > 0 and int count)
        {
            statistics += TensorStatistics.Of(floats.AsSpan(0, count));
            progress?.Invoke((long)count * entry.Type.Bits() / 8);
        }
        return statistics;
    }
}
