namespace GradWatch.Detectors;

/// <summary>Whether the loss rises: a fast against a slow moving average of it. Unmanaged; non-finite losses stay outside.</summary>
public struct LossTrend
{
    private const double Fast = 0.3;
    private const double Slow = 0.03;
    // The fast average must stand this share above the slow one, and three of its own deviations: 0.4 of the noise of a single loss,
    // whose mean step from one to the next is 1.1 deviations.
    private const double Margin = 0.05;
    private const double NoiseMargin = 1.1;
    // A loss this many times above its own usual noise, and by this share, stands out at once.
    private const double Noise = 6;
    private const double LeastJump = 0.15;

    private const double TellingNoise = 0.2;

    private double _fast;
    private double _slow;
    private double _size;
    private double _jitter;
    private double _last;
    private double _best;
    private double _firstHalf;
    private double _secondHalf;
    private long _count;

    /// <summary>True once losses have been seen.</summary>
    public readonly bool Known => _count > 2;

    /// <summary>The newest loss; 0 before one was seen.</summary>
    public readonly double Newest => _last;

    /// <summary>True while the recent losses lie clearly above the earlier ones.</summary>
    public readonly bool Rises => Known && _fast - _slow > Math.Max(Margin * _size, NoiseMargin * _jitter);

    /// <summary>True while the recent losses lie clearly below the earlier ones.</summary>
    public readonly bool Falls => Known && _slow - _fast > Math.Max(Margin * _size, NoiseMargin * _jitter);

    /// <summary>True when the newest loss jumped out of the noise of those before it.</summary>
    public bool Jumped { get; private set; }

    /// <summary>How many times its best level the loss stands at; 1 for losses that are not positive.</summary>
    public readonly double TimesBest => _best > 0 && Known ? _fast / _best : 1;

    /// <summary>True when the first ten losses brought no fall: the second five lie no lower than the first.</summary>
    /// <remarks>False before that, and where losses are so noisy that ten of them cannot tell.</remarks>
    public readonly bool NeverFell => _count >= 10 && _secondHalf >= _firstHalf && _jitter < TellingNoise * _size;

    /// <summary>True when the slow average lies clearly below the first five losses.</summary>
    public readonly bool HasFallen => _count >= 10 && _slow < _firstHalf / 5 - Margin * _size;

    /// <summary>Takes a loss in.</summary>
    public void Add(double loss)
    {
        if (!double.IsFinite(loss))
            return;
        double rise = loss - _fast;
        Jumped = Known && rise > Noise * _jitter && rise > LeastJump * _size;
        _count++;
        if (_count <= 5)
            _firstHalf += loss;
        else if (_count <= 10)
            _secondHalf += loss;
        double slow = Math.Max(Slow, 1.0 / _count), fast = Math.Max(Fast, 1.0 / _count);
        if (_count > 1)
        {
            // A jump enters the noise only as far as the noise reaches, so that it hides no other.
            double change = Math.Abs(loss - _last);
            _jitter += slow * 2 * (Math.Min(change, _count > 3 ? 3 * _jitter + 1e-3 * _size : change) - _jitter);
        }
        _last = loss;
        _fast += fast * (loss - _fast);
        _slow += slow * (loss - _slow);
        _size += slow * (Math.Abs(loss) - _size);
        _best = _count == 1 ? loss : Math.Min(_best, _fast);
    }
}
