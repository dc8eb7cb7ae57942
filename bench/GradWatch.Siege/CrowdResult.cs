namespace GradWatch.Siege;

/// <summary>What became of a crowd's batches.</summary>
internal sealed record CrowdResult(Latencies Latencies, double BatchesASecond, int Errors);
