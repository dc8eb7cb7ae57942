namespace GradWatch.Logs.Mapping;

/// <summary>What a key of a log is for.</summary>
internal enum KeyUse
{
    /// <summary>Neither of the others: a score, a timing, a size.</summary>
    Ignored,
    /// <summary>Of evaluation, not of training.</summary>
    Evaluation,
    /// <summary>Counts steps.</summary>
    Step,
    /// <summary>Counts epochs.</summary>
    Epoch,
    /// <summary>Stands only in the summary of a whole run.</summary>
    Summary,
    /// <summary>A norm that was always 0: not computed, as long as it is.</summary>
    Stale,
    /// <summary>A quantity of the run or of a tensor.</summary>
    Quantity,
}
