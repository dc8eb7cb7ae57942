namespace GradWatch.Storage.Sqlite;

/// <summary>What a write survives once it is acknowledged.</summary>
public enum SqliteDurability
{
    /// <summary>Loss of power and a crash of the machine: each commit waits for the disk.</summary>
    PowerLoss,
    /// <summary>The end of any process. A loss of power may take the last commits with it, never the store.</summary>
    ProcessEnd,
}
