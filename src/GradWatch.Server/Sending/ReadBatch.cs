using GradWatch.Storage.Hosting;

namespace GradWatch.Server.Sending;

/// <summary>A batch as it was read, and the names in it that mean nothing here.</summary>
internal sealed record ReadBatch(RunBatch Batch, IReadOnlyList<string> Ignored);
