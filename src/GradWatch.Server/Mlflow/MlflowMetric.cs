namespace GradWatch.Server.Mlflow;

/// <summary>One value as MLflow logs it.</summary>
/// <param name="Key">The name.</param>
/// <param name="Value">The value; NaN and infinities are values.</param>
/// <param name="Step">The step; 0 where the caller gave none.</param>
/// <param name="Time">In milliseconds since 1970.</param>
internal readonly record struct MlflowMetric(string Key, double Value, long Step, long Time);
