using System.Numerics;
using GradWatch.Logs.Checkpoints;
using GradWatch.Statistics;

namespace GradWatch.Logs.Inspection;

/// <summary>The difference of a tensor between two files, in one pass over both, a block at a time, in double precision.</summary>
public static class DifferenceScan
{
    // The unit of work of a thread, and of memory that is mapped: the same for every number of threads, so the result is.
    private const long PieceElements = 1 << 20;

    /// <summary>Reads both tensors once. They have the same shape; their types may differ.</summary>
    /// <param name="before">The tensor before.</param>
    /// <param name="after">The tensor after.</param>
    /// <param name="progress">Told the bytes read since it was told last; from several threads.</param>
    /// <exception cref="UnreadableLogException">A file has become shorter.</exception>
    public static TensorDifference Of(TensorEntry before, TensorEntry after, Action<long>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        if (!before.Shape.SequenceEqual(after.Shape))
            throw new ArgumentException("the shapes differ", nameof(after));
        TensorEntry left = before.AsReal(), right = after.AsReal();
        // A complex tensor beside a real one has no difference that would mean something; its parts are twice as many.
        if (left.Elements != right.Elements)
            throw new ArgumentException("one is complex, the other is real", nameof(after));
        bool sameOrder = left.Strides is null ? right.Strides is null : right.Strides is not null && left.Strides.SequenceEqual(right.Strides);
        Func<TensorEntry, ElementLayout> order = sameOrder ? ElementLayout.AsStored : ElementLayout.Logical;
        (ElementLayout leftLayout, ElementLayout rightLayout) = (order(left), order(right));
        var pieces = new TensorDifference[(left.Elements + PieceElements - 1) / PieceElements];
        void Read(int i)
        {
            long from = i * PieceElements, to = Math.Min(from + PieceElements, left.Elements);
            using var a = new ElementReader(left, leftLayout, from, to);
            using var b = new ElementReader(right, rightLayout, from, to);
            pieces[i] = left.Type.NeedsDouble() || right.Type.NeedsDouble() ? OfDoubles(a, b) : OfFloats(a, b);
            progress?.Invoke((to - from) * (left.Type.Bits() + right.Type.Bits()) / 8);
        }
        if (pieces.Length > 1)
            Run(pieces.Length, Read);
        else if (pieces.Length == 1)
            Read(0);
        return pieces.Aggregate(default(TensorDifference), (sum, piece) => sum + piece);
    }

    private static void Run(int count, Action<int> read)
    {
        try
        {
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, read);
        }
        catch (AggregateException failed) when (failed.InnerExceptions.OfType<UnreadableLogException>().FirstOrDefault() is { } unreadable)
        {
            throw unreadable;
        }
    }

    private static TensorDifference OfFloats(ElementReader before, ElementReader after)
    {
        TensorDifference sum = default;
        float[] a = new float[ElementReader.Block], b = new float[ElementReader.Block];
        double[] half = new double[ElementReader.Block];
        while (before.Read(a.AsSpan()) is > 0 and int count && after.Read(b.AsSpan()) == count)
        {
            Halve(a.AsSpan(0, count), b.AsSpan(0, count), half);
            (long became, long stayed) = (0, 0);
            var difference = TensorStatistics.Of(half.AsSpan(0, count));
            if (difference.NonFinite > 0)
                (became, stayed) = Sort<float>(a.AsSpan(0, count), b.AsSpan(0, count));
            sum += new TensorDifference
            {
                Before = TensorStatistics.Of(a.AsSpan(0, count)), After = TensorStatistics.Of(b.AsSpan(0, count)),
                Half = difference, Became = became, Stayed = stayed,
            };
        }
        return sum;
    }

    private static TensorDifference OfDoubles(ElementReader before, ElementReader after)
    {
        TensorDifference sum = default;
        double[] a = new double[ElementReader.Block], b = new double[ElementReader.Block], half = new double[ElementReader.Block];
        while (before.Read(a.AsSpan()) is > 0 and int count && after.Read(b.AsSpan()) == count)
        {
            for (int i = 0; i < count; i++)
                half[i] = b[i] * 0.5 - a[i] * 0.5;
            (long became, long stayed) = (0, 0);
            var difference = TensorStatistics.Of(half.AsSpan(0, count));
            if (difference.NonFinite > 0)
                (became, stayed) = Sort<double>(a.AsSpan(0, count), b.AsSpan(0, count));
            sum += new TensorDifference
            {
                Before = TensorStatistics.Of(a.AsSpan(0, count)), After = TensorStatistics.Of(b.AsSpan(0, count)),
                Half = difference, Became = became, Stayed = stayed,
            };
        }
        return sum;
    }

    private static void Halve(ReadOnlySpan<float> before, ReadOnlySpan<float> after, Span<double> half)
    {
        int i = 0;
        for (; i <= before.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector.Widen(new Vector<float>(before[i..]), out Vector<double> a0, out Vector<double> a1);
            Vector.Widen(new Vector<float>(after[i..]), out Vector<double> b0, out Vector<double> b1);
            ((b0 - a0) * 0.5).CopyTo(half[i..]);
            ((b1 - a1) * 0.5).CopyTo(half[(i + Vector<double>.Count)..]);
        }
        for (; i < before.Length; i++)
            half[i] = ((double)after[i] - before[i]) * 0.5;
    }

    private static (long Became, long Stayed) Sort<T>(ReadOnlySpan<T> before, ReadOnlySpan<T> after)
        where T : INumberBase<T>
    {
        (long became, long stayed) = (0, 0);
        for (int i = 0; i < before.Length; i++)
        {
            if (T.IsFinite(after[i]))
                continue;
            if (T.IsFinite(before[i]))
                became++;
            else
                stayed++;
        }
        return (became, stayed);
    }
}
