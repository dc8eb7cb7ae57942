namespace GradWatch.Storage;

/// <summary>The store cannot be written or read now: the disk is full, the database is away. Nothing of the call was done; trying again may help.</summary>
public sealed class StoreUnavailableException(StoreTrouble trouble, string message, Exception? inner = null) : IOException(message, inner)
{
    /// <summary>What is in the way.</summary>
    public StoreTrouble Trouble { get; } = trouble;
}
