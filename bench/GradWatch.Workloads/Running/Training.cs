using System.Collections.Concurrent;

namespace GradWatch.Workloads.Running;

/// <summary>All trainings asked for, in as many processes as there are jobs.</summary>
internal static class Training
{
    internal static async Task<IReadOnlyList<Outcome>> Run(
        IReadOnlyList<Request> requests, int jobs, string? recordTo, Action<int, Outcome> progress)
    {
        ConcurrentQueue<Request> waiting = new(requests);
        ConcurrentBag<Outcome> outcomes = [];
        int done = 0;
        await Task.WhenAll(Enumerable.Range(0, Math.Min(jobs, requests.Count)).Select(async _ =>
        {
            using WorkerProcess worker = new(recordTo);
            while (waiting.TryDequeue(out Request? request))
            {
                IReadOnlyList<Outcome> found = await worker.Run(request).ConfigureAwait(false);
                int number = Interlocked.Increment(ref done);
                foreach (Outcome outcome in found)
                {
                    outcomes.Add(outcome);
                    progress(number, outcome);
                }
            }
        })).ConfigureAwait(false);
        return [.. outcomes];
    }
}
