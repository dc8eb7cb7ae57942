namespace GradWatch.Storage;

/// <summary>What keeps a store from working.</summary>
public enum StoreTrouble
{
    /// <summary>The disk, or its quota, is full.</summary>
    DiskFull,
    /// <summary>The database does not answer.</summary>
    Away,
    /// <summary>Another program holds it for too long.</summary>
    Busy,
    /// <summary>It may not be written to.</summary>
    Denied,
    /// <summary>What is on disk is not a store, or is damaged.</summary>
    Damaged,
}
