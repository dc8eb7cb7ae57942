using System.Runtime.CompilerServices;

namespace GradWatch.Statistics;

/// <summary>The last 64 finite values, in order of arrival and in order of size: median and spread in constant time.</summary>
/// <remarks>An unmanaged struct, so that a detector's state is one block of bytes that can be saved. Adding moves at most 64 values.</remarks>
public struct SortedWindow
{
    /// <summary>How many values it holds at most.</summary>
    public const int Capacity = 64;

    private Values _arrived;
    private Values _sorted;
    private int _next;

    /// <summary>How many values it holds.</summary>
    public int Count { get; private set; }

    /// <summary>The lower median; NaN when empty.</summary>
    public readonly double Median => Quantile(0.5);

    /// <summary>Half the distance between the quartiles: for a Gaussian 0.674 standard deviations. NaN when empty.</summary>
    public readonly double QuartileDeviation => (Quantile(0.75) - Quantile(0.25)) / 2;

    /// <summary>The value with this share of the others below it (0 … 1), without interpolation; NaN when empty.</summary>
    public readonly double Quantile(double share) => Count == 0 ? double.NaN : _sorted[(int)(share * (Count - 1))];

    /// <summary>The least and the greatest of the newest values, at most so many; NaN when empty.</summary>
    public readonly (double Least, double Greatest) Newest(int count)
    {
        double least = double.NaN, greatest = double.NaN;
        for (int i = 1; i <= Math.Min(count, Count); i++)
        {
            double value = _arrived[(_next - i + Capacity) % Capacity];
            least = value >= least ? least : value;
            greatest = value <= greatest ? greatest : value;
        }
        return (least, greatest);
    }

    /// <summary>Adds a finite value; the oldest leaves when the window is full.</summary>
    public void Add(double value)
    {
        Span<double> sorted = _sorted;
        int place = Position(value);
        if (Count < Capacity)
        {
            sorted[place..Count].CopyTo(sorted[(place + 1)..]);
            sorted[place] = value;
            Count++;
        }
        else
        {
            Replace(sorted, Position(_arrived[_next]), place, value);
        }
        _arrived[_next] = value;
        _next = (_next + 1) % Capacity;
    }

    // Only what lies between the value that leaves and the one that comes has to move.
    private static void Replace(Span<double> sorted, int leaves, int place, double value)
    {
        if (place > leaves)
        {
            place--;
            sorted[(leaves + 1)..(place + 1)].CopyTo(sorted[leaves..]);
        }
        else
        {
            sorted[place..leaves].CopyTo(sorted[(place + 1)..]);
        }
        sorted[place] = value;
    }

    private readonly int Position(double value)
    {
        int low = 0, high = Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_sorted[middle] < value)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    [InlineArray(Capacity)]
    private struct Values
    {
        private double _first;
    }
}
