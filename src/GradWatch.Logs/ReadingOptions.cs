using GradWatch.Observations;

namespace GradWatch.Logs;

/// <summary>What a user may say about a log, where the names in it are not found out rightly.</summary>
public sealed record ReadingOptions
{
    /// <summary>Keys of the log by quantity, from <c>--map loss=my/key</c>; what is named here is not guessed.</summary>
    public IReadOnlyDictionary<Quantity, string> Map { get; init; } = new Dictionary<Quantity, string>();

    /// <summary>The key that holds the step, from <c>--step my/step</c>; null to find it out.</summary>
    public string? StepKey { get; init; }

    /// <summary>Rows that are held back to find out what the names mean. A file that is being followed wants few.</summary>
    public int SampleRows { get; init; } = 512;

    /// <summary>True to read a long log on a thread of its own while its observations are digested. Not for a log that is followed.</summary>
    public bool ReadAhead { get; init; }

    /// <summary>Told how many bytes have been read of the file in hand, and of how many (0 when unknown).</summary>
    public Action<string, long, long>? Progress { get; init; }

    /// <summary>Told of a file that could not be read while others could.</summary>
    public Action<UnreadableLogException>? Unreadable { get; init; }

    /// <summary>All names that are given, of quantities and of the step.</summary>
    internal IReadOnlySet<string> GivenNames => Map.Values.Concat(StepKey is null ? [] : [StepKey]).ToHashSet(StringComparer.Ordinal);
}
