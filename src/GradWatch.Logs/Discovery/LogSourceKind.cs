namespace GradWatch.Logs.Discovery;

/// <summary>What a source is made of.</summary>
internal enum LogSourceKind
{
    /// <summary>One file of any format.</summary>
    File,
    /// <summary>The TensorBoard event files of one directory.</summary>
    EventFiles,
    /// <summary>One run of an MLflow file store.</summary>
    MlflowRun,
}
