using System.Globalization;
using GradWatch.Observations;
using GradWatch.Server.Taps;
using GradWatch.Storage.Runs;
using Xunit;

namespace GradWatch.Taps.Tests.LogDirectories;

public sealed class LogDirectoryServiceTests
{
    private static readonly Series Loss = new(Quantity.Loss);

    [Fact]
    public async Task A_growing_event_file_becomes_a_run_and_a_restart_doubles_nothing()
    {
        using Folder folder = new();
        using EventWriter writer = new(Path.Combine(folder.Path, "rnn"));
        await using SomeServer server = await StartAsync(folder);
        for (int step = 0; step < 30; step++)
            writer.Write(step, ("train/loss", 1f / (step + 1)), ("grad_norm", step));
        await UntilAsync(server, 30);
        for (int step = 30; step < 50; step++)
            writer.Write(step, ("train/loss", 1f / (step + 1)), ("grad_norm", step));
        await UntilAsync(server, 50);
        await server.RestartAsync();
        for (int step = 50; step < 60; step++)
            writer.Write(step, ("train/loss", step == 55 ? float.NaN : 1f / (step + 1)), ("grad_norm", step));
        await UntilAsync(server, 60);
        Assert.Equal(Enumerable.Range(0, 60).Select(step => (long)step), (await server.ValuesAsync(Loss)).Select(point => point.Step));
        RunSummary run = Assert.Single(await server.RunsAsync());
        Assert.Equal(("rnn", "tensorboard"), (run.Name, run.Format));
        Assert.Equal(55, run.FirstNonFiniteStep);
    }

    [Fact]
    public async Task Logs_of_other_formats_are_followed_too_and_one_written_anew_is_another_run()
    {
        using Folder folder = new();
        string path = Path.Combine(folder.Path, "metrics.csv");
        Write(path, 1.0, 20);
        await using SomeServer server = await StartAsync(folder);
        await Waiting.UntilAsync(async () => (await server.RunsAsync()).Any(run => run.Rows == 20), "the first log");
        Write(path, 7.0, 12);
        await Waiting.UntilAsync(async () => (await server.RunsAsync()).Any(run => run.Rows == 12), "the second log");
        Assert.Equal(2, (await server.RunsAsync()).Count);
    }

    private static void Write(string path, double first, int rows) => File.WriteAllLines(
        path, Enumerable.Range(0, rows).Select(step => string.Create(CultureInfo.InvariantCulture, $"{step},{first / (step + 1)}")).Prepend("step,loss"));

    private static Task<SomeServer> StartAsync(Folder folder) => SomeServer.StartAsync(services =>
        services.AddFollowingAndAlerts(new TapOptions { LogDirectories = [folder.Path], Poll = TimeSpan.FromMilliseconds(20) }));

    private static Task UntilAsync(SomeServer server, int steps) => Waiting.UntilAsync(
        async () => await server.RunsAsync() is [{ } run] && (await server.ValuesAsync(Loss, run.Id)).Count >= steps, $"{steps} steps");

    private sealed class Folder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("gradwatch-logdir-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
