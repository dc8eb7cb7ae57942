namespace GradWatch.Logs.Mapping;

/// <summary>How many steps lie before each epoch, where the count starts over with it.</summary>
internal sealed class EpochOffsets
{
    // A run that returns to an epoch further back than this begins at offset 0 again.
    private const int MostKept = 4096;
    private readonly Dictionary<double, long> _byEpoch = [];

    /// <summary>Steps before the epoch in hand.</summary>
    internal long Offset { get; private set; }

    /// <summary>Goes on to the next epoch.</summary>
    internal void Add(long length, double epoch)
    {
        Offset += length;
        Remember(epoch);
    }

    /// <summary>Keeps where an epoch begins.</summary>
    internal void Remember(double epoch)
    {
        if (!double.IsNaN(epoch) && _byEpoch.Count < MostKept)
            _byEpoch.TryAdd(Math.Floor(epoch), Offset);
    }

    /// <summary>Goes back to an epoch.</summary>
    internal void Return(double epoch) => Offset = _byEpoch.GetValueOrDefault(Math.Floor(epoch));
}
