namespace GradWatch.Storage.Hosting;

/// <summary>A batch does not follow the last one taken: something between them is missing. Send again from the number that is expected.</summary>
public sealed class SequenceGapException(string writer, long expected, long given)
    : InvalidOperationException($"writer {writer}: batch {expected} is expected, {given} came")
{
    /// <summary>The number to go on with.</summary>
    public long Expected { get; } = expected;
}
