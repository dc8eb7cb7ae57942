using System.Globalization;
using GradWatch.Detectors;
using GradWatch.Episodes;
using GradWatch.Observations;
using Xunit;

namespace GradWatch.Logs.Tests;

/// <summary>The recorded, labelled runs that ship with the project, from the file to the verdict.</summary>
public sealed class ShippedRunTests
{
    private static readonly string Folder = FindFolder();

    public static TheoryData<string, string, string> Runs => [.. File.ReadLines(Path.Combine(Folder, "runs.tsv")).Skip(1)
        .Select(line => line.Split('\t')).Select(cells => (cells[0], cells[2], cells[3]))];

    [Theory]
    [MemberData(nameof(Runs))]
    public void Each_gets_the_verdict_of_its_label(string file, string label, string firstBadStep)
    {
        List<Observation> observations = [];
        foreach (LogRun run in LogReader.Read(Path.Combine(Folder, file)))
            observations.AddRange(run.Observations);
        Assert.NotEmpty(observations);
        var monitor = new TrainingMonitor();
        foreach (Observation observation in observations)
            monitor.Observe(observation);
        monitor.Complete();
        List<Episode> alarms = [.. monitor.Episodes.Where(episode => episode.Severity > Severity.Info)];
        if (label == "healthy")
            Assert.Empty(alarms);
        else if (label != "sick")
            Assert.All(alarms, episode => Assert.Equal(Severity.Warning, episode.Severity));
        else
            Assert.InRange(alarms.Min(episode => episode.AlarmStep), 0, Latest(observations, firstBadStep));
    }

    [Fact]
    public void There_are_sick_ones_and_healthy_ones()
    {
        string[] labels = [.. File.ReadLines(Path.Combine(Folder, "runs.tsv")).Skip(1).Select(line => line.Split('\t')[2])];
        Assert.True(labels.Count(label => label == "sick") >= 5 && labels.Count(label => label == "healthy") >= 5);
    }

    // The labelled step plus five percent of the run, two steps at least.
    private static long Latest(List<Observation> observations, string firstBadStep)
    {
        long length = observations[^1].Step - observations[0].Step;
        return long.Parse(firstBadStep, CultureInfo.InvariantCulture) + Math.Max(2, (long)Math.Ceiling(0.05 * length));
    }

    private static string FindFolder()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            string folder = Path.Combine(at.FullName, "tests", "Runs");
            if (File.Exists(Path.Combine(folder, "runs.tsv")))
                return folder;
        }
        throw new DirectoryNotFoundException("tests/Runs");
    }
}
