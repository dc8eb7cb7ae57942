using System.Text;
using GradWatch.Detectors;
using GradWatch.Observations;
using Xunit;

namespace GradWatch.Logs.Tests.NoIncident;

/// <summary>What is said of a log, from the file to the episodes: each run that is in it judged on its own.</summary>
internal static class Said
{
    /// <summary>Nothing is said but information.</summary>
    internal static void Nothing(string text, string name) => Nothing(Encoding.UTF8.GetBytes(text), name);

    internal static void Nothing(byte[] bytes, string name)
    {
        (IReadOnlyList<string> alarms, _, int observations) = Of(bytes, name);
        Assert.Equal("", string.Join('\n', alarms));
        Assert.NotInRange(observations, 0, 20);
    }

    /// <summary>The first alarm comes at a step or so many after it, and no earlier one.</summary>
    internal static void AnAlarm(string text, string name, long step, long within = 10) =>
        AnAlarm(Encoding.UTF8.GetBytes(text), name, step, within);

    internal static void AnAlarm(byte[] bytes, string name, long step, long within = 10) =>
        Assert.InRange(Of(bytes, name).First ?? -1, step, step + within);

    private static (IReadOnlyList<string> Alarms, long? First, int Observations) Of(byte[] bytes, string name)
    {
        List<string> alarms = [];
        long? first = null;
        int count = 0;
        foreach (LogRun run in LogReader.Read(name, new MemoryStream(bytes)))
        {
            TrainingMonitor monitor = new();
            monitor.Faulted += fault => throw fault;
            foreach (Observation observation in run.Observations)
            {
                monitor.Observe(observation);
                count++;
            }
            monitor.Complete();
            foreach (GradWatch.Episodes.Episode episode in monitor.Episodes.Where(episode => episode.Severity > Severity.Info))
            {
                alarms.Add($"{episode.Detector} {episode.Severity} @{episode.AlarmStep} {episode.Series}: {episode.Worst.Sentence}");
                first = Math.Min(first ?? episode.AlarmStep, episode.AlarmStep);
            }
        }
        return (alarms, first, count);
    }
}
