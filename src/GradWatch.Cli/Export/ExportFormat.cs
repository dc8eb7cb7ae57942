namespace GradWatch.Cli.Export;

/// <summary>What a run can be written as.</summary>
internal enum ExportFormat
{
    /// <summary>A directory of TensorBoard.</summary>
    TensorBoard,
    /// <summary>A table in text.</summary>
    Csv,
    /// <summary>A table by columns.</summary>
    Parquet,
    /// <summary>An object a line.</summary>
    JsonLines,
}
