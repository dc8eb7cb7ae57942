using System.Runtime.CompilerServices;

namespace GradWatch.Statistics;

/// <summary>The last 128 points (step, value), and straight lines through the newest of them. Unmanaged.</summary>
public struct TrendWindow
{
    /// <summary>How many points it holds at most.</summary>
    public const int Capacity = 128;

    private Numbers _steps;
    private Numbers _values;
    private int _next;

    /// <summary>How many points it holds.</summary>
    public int Count { get; private set; }

    /// <summary>The value that leaves next; NaN when empty.</summary>
    public readonly double Oldest => Count == 0 ? double.NaN : _values[Count < Capacity ? 0 : _next];

    /// <summary>Adds a point; steps ascend.</summary>
    public void Add(double step, double value)
    {
        _steps[_next] = step;
        _values[_next] = value;
        _next = (_next + 1) % Capacity;
        Count = Math.Min(Count + 1, Capacity);
    }

    /// <summary>The mean of the newest two values (of the only one; NaN when empty).</summary>
    public readonly double Newest => Count == 0 ? double.NaN
        : (_values[(_next - 1 + Capacity) % Capacity] + _values[(_next - Math.Min(2, Count) + Capacity) % Capacity]) / 2;

    /// <summary>The greatest value at a step before this one; negative infinity when there is none.</summary>
    public readonly double GreatestBefore(double step)
    {
        double greatest = double.NegativeInfinity;
        for (int i = 0; i < Count; i++)
            greatest = _steps[i] < step ? Math.Max(greatest, _values[i]) : greatest;
        return greatest;
    }

    /// <summary>How many points it holds at steps before this one.</summary>
    public readonly int CountBefore(double step)
    {
        int before = 0;
        for (int i = 0; i < Count; i++)
            before += _steps[i] < step ? 1 : 0;
        return before;
    }

    /// <summary>Forgets all points.</summary>
    public void Clear() => Count = _next = 0;

    /// <summary>Whether the newest of so many points lies above the first of them by this much a step: else no line through them rises so.</summary>
    public readonly bool Rises(int points, double slope)
    {
        int first = (_next - points + Capacity) % Capacity, last = (_next - 1 + Capacity) % Capacity;
        return _values[last] - _values[first] > slope * (_steps[last] - _steps[first]);
    }

    /// <summary>A line through those of the points that lie at a step or after it.</summary>
    public readonly RunningLine Since(double step)
    {
        RunningLine line = default;
        for (int i = 0; i < Count; i++)
        {
            int at = (_next - Count + i + Capacity) % Capacity;
            if (_steps[at] >= step)
                line.Add(_steps[at], _values[at]);
        }
        return line;
    }

    /// <summary>The step at which level points begin to rise, by the hinge that fits all points best; at least so many rise.</summary>
    public readonly double Knee(int rising)
    {
        double origin = _steps[(_next - Count + Capacity) % Capacity], mean = 0;
        for (int i = 0; i < Count; i++)
            mean += _values[(_next - 1 - i + Capacity) % Capacity] / Count;
        double t = 0, y = 0, tt = 0, ty = 0, best = double.NegativeInfinity, knee = origin;
        for (int i = 0; i < Count; i++)
        {
            int at = (_next - 1 - i + Capacity) % Capacity;
            double step = _steps[at] - origin, value = _values[at] - mean;
            t += step;
            y += value;
            tt += step * step;
            ty += step * value;
            // The regressor is max(0, t − t₀): its sums over the points since t₀ follow from theirs.
            int points = i + 1;
            double sum = t - points * step, squares = tt - 2 * step * t + points * step * step;
            double across = squares - sum * sum / Count, along = ty - step * y;
            double explained = points >= rising && along > 0 && across > 0 ? along * along / across : double.NegativeInfinity;
            if (explained > best)
                (best, knee) = (explained, _steps[at]);
        }
        return knee;
    }

    /// <summary>The least-squares line through the newest <paramref name="points"/> points (at least 3 must be there).</summary>
    public readonly TrendLine Fit(int points)
    {
        int first = (_next - points + Capacity) % Capacity;
        double origin = _steps[first];
        double t = 0, y = 0, tt = 0, ty = 0, yy = 0, last = 0, early = 0;
        int eighth = Math.Max(points / 8, 1);
        for (int i = 0, at = first; i < points; i++)
        {
            double step = _steps[at] - origin;
            double value = _values[at];
            t += step;
            y += value;
            tt += step * step;
            ty += step * value;
            yy += value * value;
            early += i < eighth ? value : 0;
            last = step;
            at = at + 1 == Capacity ? 0 : at + 1;
        }
        double sxx = tt - t * t / points, sxy = ty - t * y / points, syy = yy - y * y / points;
        if (!(sxx > 0) || !(syy > 0))
            return new TrendLine(0, y / points, 0, 0, (long)origin, y / points);
        double slope = sxy / sxx;
        double unexplained = Math.Max(syy - slope * sxy, 1e-12 * syy);
        double error = Math.Sqrt(unexplained / Math.Max(points - 2, 1) / sxx);
        double start = (y - slope * t) / points;
        return new TrendLine(slope, start, start + slope * last, slope / error, (long)origin, early / eighth);
    }

    [InlineArray(Capacity)]
    private struct Numbers
    {
        private double _first;
    }
}
