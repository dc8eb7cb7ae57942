using System.Diagnostics;

namespace GradWatch.TorchBenchmarks;

/// <summary>One thing that is timed again and again.</summary>
internal sealed class Way(string name)
{
    private readonly List<double> _times = [];

    internal string Name { get; } = name;

    internal Action? Act { get; init; }

    /// <summary>Managed bytes of the median round.</summary>
    internal long Bytes => _bytes.Order().ElementAt(_bytes.Count / 2);

    private readonly List<long> _bytes = [];

    /// <summary>The median.</summary>
    internal double Milliseconds() => _times.Order().ElementAt(_times.Count / 2);

    /// <summary>The mean without the highest hundredth, which is other programs' work: rounds here differ by what they do.</summary>
    internal double Mean() => _times.Order().Take(Math.Max(_times.Count * 99 / 100, 1)).Average();

    internal void Time(bool counts) => Time(Act!, counts);

    internal void Time(Action act, bool counts)
    {
        long bytes = GC.GetAllocatedBytesForCurrentThread(), start = Stopwatch.GetTimestamp();
        act();
        double time = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
        if (!counts)
            return;
        _times.Add(time);
        _bytes.Add(bytes);
    }
}
