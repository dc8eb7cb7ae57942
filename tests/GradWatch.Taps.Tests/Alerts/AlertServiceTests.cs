using System.Text.Json;
using GradWatch.Detectors;
using GradWatch.Observations;
using GradWatch.Server.Taps;
using GradWatch.Storage.Hosting;
using GradWatch.Storage.Runs;
using GradWatch.Wording;
using Xunit;

namespace GradWatch.Taps.Tests.Alerts;

public sealed class AlertServiceTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_episode_is_told_once_and_not_again_after_a_restart()
    {
        await using SomeWebhook webhook = await SomeWebhook.StartAsync();
        await using SomeServer server = await StartAsync(new TapOptions { AlertWebhook = webhook.Address });
        IRunHost host = await ExplodedAsync(server);
        await UntilAsync(server, host, notes => notes.Count > 0);
        int told = webhook.Told.Count;
        Assert.Equal(webhook.Told.Count, webhook.Told.Select(alert => alert.GetProperty("id").GetString()).Distinct().Count());
        Assert.Contains("Told of", (await NotesAsync(server, host))[0].English, StringComparison.Ordinal);
        await server.RestartAsync();
        IRunHost second = await ExplodedAsync(server, "second");
        await UntilAsync(server, second, notes => notes.Count > 0);
        Assert.Equal(told, webhook.Told.Count(alert => alert.GetProperty("run").GetString() == "first"));
    }

    [Fact]
    public async Task What_is_told_is_one_line_for_Slack_and_fields_for_programs()
    {
        await using SomeWebhook webhook = await SomeWebhook.StartAsync();
        await using SomeServer server = await StartAsync(
            new TapOptions { AlertWebhook = webhook.Address, Language = Language.Russian, PublicAddress = new Uri("http://gpu-7:5151") });
        IRunHost host = await ExplodedAsync(server);
        await UntilAsync(server, host, notes => notes.Count > 0);
        JsonElement alert = webhook.Told.First();
        Assert.StartsWith("Критично, обучение rnn: ", alert.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.EndsWith("http://gpu-7:5151/runs/first", alert.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal("critical", alert.GetProperty("severity").GetString());
        Assert.Equal("first", alert.GetProperty("run").GetString());
        Assert.NotEmpty(alert.GetProperty("finding").GetString()!);
    }

    [Fact]
    public async Task A_webhook_that_fails_is_tried_again()
    {
        await using SomeWebhook webhook = await SomeWebhook.StartAsync(503, 429);
        await using SomeServer server = await StartAsync(new TapOptions { AlertWebhook = webhook.Address, AlertWait = TimeSpan.FromMilliseconds(10) });
        IRunHost host = await ExplodedAsync(server);
        await UntilAsync(server, host, notes => notes.Count > 0 && notes.Count == webhook.Told.Count);
        Assert.Equal(webhook.Told.Count + 2, webhook.Attempts);
    }

    [Fact]
    public async Task A_webhook_that_refuses_or_leads_elsewhere_is_given_up_and_that_is_said()
    {
        await using SomeWebhook webhook = await SomeWebhook.StartAsync([.. Enumerable.Repeat(302, 50)]);
        await using SomeServer server = await StartAsync(new TapOptions { AlertWebhook = webhook.Address });
        IRunHost host = await ExplodedAsync(server);
        await UntilAsync(server, host, notes => notes.Count > 0);
        RunEntry note = (await NotesAsync(server, host))[0];
        Assert.Contains("given up at attempt 1: the webhook answers 302.", note.English, StringComparison.Ordinal);
        Assert.Contains("вебхук ответил 302.", note.Russian, StringComparison.Ordinal);
        Assert.Empty(webhook.Told);
    }

    [Fact]
    public async Task A_command_gets_the_episode_on_its_input_and_in_its_environment()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the command is a shell script");
        DirectoryInfo folder = Directory.CreateTempSubdirectory("gradwatch-alert-");
        string program = Path.Combine(folder.FullName, "tell"), said = Path.Combine(folder.FullName, "said");
        await File.WriteAllTextAsync(program, $"#!/bin/sh\n(cat; echo; echo \"$GRADWATCH_SEVERITY $GRADWATCH_RUN\") > {said}.$$ && mv {said}.$$ {said}\n", Cancel);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        await using (SomeServer server = await StartAsync(new TapOptions { AlertCommand = program }))
        {
            IRunHost host = await ExplodedAsync(server, name: "; rm -rf $(x)");
            int episodes = (await server.Store.EpisodesAsync("first", Cancel)).Count(episode => episode.Severity == Severity.Critical);
            await UntilAsync(server, host, notes => notes.Count == episodes);
        }
        string[] lines = await File.ReadAllLinesAsync(said, Cancel);
        Assert.Equal("; rm -rf $(x)", JsonDocument.Parse(lines[0]).RootElement.GetProperty("name").GetString());
        Assert.Equal("critical first", lines[1]);
        folder.Delete(recursive: true);
    }

    private static Task<SomeServer> StartAsync(TapOptions options) => SomeServer.StartAsync(services => services.AddFollowingAndAlerts(options));

    /// <summary>A run whose gradient explodes to infinity.</summary>
    private static async Task<IRunHost> ExplodedAsync(SomeServer server, string run = "first", string name = "rnn")
    {
        IRunHost host = await server.Hosts.OpenAsync(new RunStart { Id = run, Name = name }, Cancel);
        StepRows rows = new();
        for (int step = 0; step < 200; step++)
        {
            rows.Begin(step);
            rows.Add(0, step < 150 ? 1.0 / (step + 1) : double.NaN);
            rows.Add(1, step < 120 ? 1 + 0.1 * (step % 7) : Math.Pow(10, (step - 120) * 2));
        }
        await host.IngestAsync(new RunBatch { Series = [new Series(Quantity.Loss), new Series(Quantity.GradNorm)], Rows = rows }, Cancel);
        Assert.Equal(Severity.Critical, host.Summary.Worst);
        return host;
    }

    private static Task UntilAsync(SomeServer server, IRunHost host, Func<IReadOnlyList<RunEntry>, bool> holds) =>
        Waiting.UntilAsync(async () => holds(await NotesAsync(server, host)), "the alerts of " + host.Summary.Id);

    private static async Task<IReadOnlyList<RunEntry>> NotesAsync(SomeServer server, IRunHost host) =>
        await server.Store.EntriesAsync(host.Summary.Id, EntryKinds.Alert, Cancel);
}
