namespace GradWatch.Logs.Discovery;

/// <summary>A source of runs found in a directory.</summary>
/// <param name="Kind">What it is made of.</param>
/// <param name="Path">The path to name it by.</param>
/// <param name="Files">The files, or the directory of an MLflow run.</param>
/// <param name="Superseded">Older copies of the same log that are left out.</param>
internal sealed record LogSource(LogSourceKind Kind, string Path, IReadOnlyList<string> Files, IReadOnlyList<string> Superseded);
