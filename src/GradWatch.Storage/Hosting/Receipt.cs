using GradWatch.Storage.Runs;

namespace GradWatch.Storage.Hosting;

/// <summary>What became of a batch. It is given when all of it is durable.</summary>
/// <param name="Sequence">The writer's last number that is durable.</param>
/// <param name="Repeated">True when the batch had been taken before.</param>
/// <param name="RefusedSeries">Series of the batch that the limit of series kept out, with their values.</param>
/// <param name="Summary">The run after it.</param>
public sealed record Receipt(long Sequence, bool Repeated, int RefusedSeries, RunSummary Summary);
