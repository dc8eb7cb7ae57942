using System.Diagnostics;
using GradWatch.Storage;
using GradWatch.Storage.Runs;

namespace GradWatch.StoreBench;

/// <summary>One run written step after step, each commit awaited until it is durable.</summary>
/// <param name="Store">The store, in words.</param>
/// <param name="StepsPerCommit">Steps a commit.</param>
/// <param name="StepsPerSecond">Durable steps a second, sealing included.</param>
/// <param name="ProcessorMs">Processor time a step, of this process alone: what remains of the measurement on a machine that others use too.</param>
/// <param name="MedianMs">The median commit.</param>
/// <param name="LongestMs">The longest commit: usually one that seals a block.</param>
internal sealed record Writing(string Store, int StepsPerCommit, double StepsPerSecond, double ProcessorMs, double MedianMs, double LongestMs)
{
    internal static async Task<Writing> MeasureAsync(string name, IRunStore store, Load load, string run, int steps, int stepsPerCommit)
    {
        RunSummary summary = await store.OpenAsync(new RunStart { Id = run, Name = run });
        StepRows rows = new();
        List<double> commits = [];
        TimeSpan processor = Environment.CpuUsage.TotalTime;
        long begin = Stopwatch.GetTimestamp();
        for (int step = 0; step < steps; step += stepsPerCommit)
        {
            load.Fill(rows, step, stepsPerCommit);
            summary = summary with
            {
                Rows = step + stepsPerCommit, Observations = (long)(step + stepsPerCommit) * Load.ValuesPerStep, LastStep = step + stepsPerCommit - 1,
                Series = Load.ValuesPerStep,
            };
            RunAppend append = new()
            {
                Run = run, FirstRow = step, Rows = rows, Summary = summary, NewSeries = step == 0 ? Load.Series : [],
                Writer = new WriterSequence("bench", step / stepsPerCommit + 1),
            };
            long commit = Stopwatch.GetTimestamp();
            await store.AppendAsync([append]);
            commits.Add(Stopwatch.GetElapsedTime(commit).TotalMilliseconds);
        }
        double seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        commits.Sort();
        return new Writing(name, stepsPerCommit, steps / seconds, (Environment.CpuUsage.TotalTime - processor).TotalMilliseconds / steps, commits[commits.Count / 2], commits[^1]);
    }
}
