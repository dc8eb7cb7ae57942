namespace GradWatch.Server.Otlp;

/// <summary>A number of a metric, whatever kind of metric it was.</summary>
/// <param name="Name">The metric's name.</param>
/// <param name="Tensor">The tensor that its attributes name; null for none.</param>
/// <param name="Step">The step that its attributes name; null for none.</param>
/// <param name="Time">When it was measured, in nanoseconds since 1970; 0 when unknown.</param>
/// <param name="Mean">The number, or the mean of a histogram; null where nothing was measured.</param>
/// <param name="Largest">The number, or the largest of a histogram; null where it does not say.</param>
internal readonly record struct OtlpPoint(string Name, string? Tensor, long? Step, ulong Time, double? Mean, double? Largest);
