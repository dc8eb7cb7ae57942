namespace GradWatch.Benchmarks.Statistics;

/// <summary>A piece of a tensor, in bytes.</summary>
internal readonly record struct Slice(long Start, long Bytes);
