namespace GradWatch.Logs.Wandb;

/// <summary>What the next piece of a run file turned out to be.</summary>
internal enum RecordKind
{
    /// <summary>A record, intact.</summary>
    Intact,
    /// <summary>A record of which a part is damaged; it is left out.</summary>
    Damaged,
    /// <summary>A record too large to be a step of training; it is left out.</summary>
    Oversized,
    /// <summary>The end of the file, between two records.</summary>
    End,
    /// <summary>The end of the file, within a record: still being written, or the writer was killed.</summary>
    Torn,
}
