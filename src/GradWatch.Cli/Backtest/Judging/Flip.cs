namespace GradWatch.Cli.Backtest.Judging;

/// <summary>What a rule does to the verdict of the detectors as they are.</summary>
internal enum Flip
{
    /// <summary>The verdict is the same.</summary>
    None,
    /// <summary>An alarm where there was none.</summary>
    Won,
    /// <summary>No alarm where there was one.</summary>
    Lost,
    /// <summary>An alarm as before, of another severity.</summary>
    Changed,
}
