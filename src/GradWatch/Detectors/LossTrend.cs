namespace GradWatch.Detectors;

/// <summary>Whether the loss rises: a fast against a slow moving average of it. Unmanaged; non-finite losses stay outside.</summary>
public struct LossTrend
{
    private const double Fast = 0.3;
    private const double Slow = 0.03;
    // The fast average must stand this share above the slow one.
    private const double Margin = 0.05;

    private double _fast;
    private double _slow;
    private double _size;
    private long _count;

    /// <summary>True while the recent losses lie clearly above the earlier ones.</summary>
    public readonly bool Rises => _count > 2 && _fast - _slow > Margin * _size;

    /// <summary>True once losses have been seen.</summary>
    public readonly bool Known => _count > 2;

    /// <summary>Takes a loss in.</summary>
    public void Add(double loss)
    {
        if (!double.IsFinite(loss))
            return;
        _count++;
        double slow = Math.Max(Slow, 1.0 / _count), fast = Math.Max(Fast, 1.0 / _count);
        _fast += fast * (loss - _fast);
        _slow += slow * (loss - _slow);
        _size += slow * (Math.Abs(loss) - _size);
    }
}
