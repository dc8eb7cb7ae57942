using GradWatch.Logs;
using GradWatch.Logs.Following;
using GradWatch.Server.Taps;
using GradWatch.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GradWatch.Server.LogDirectories;

/// <summary>Follows the logs in given directories into runs, those that are there and those to come.</summary>
internal sealed partial class LogDirectoryService(
    TapOptions options, RunDoor door, IRunStore store, TapMeter meter, TimeProvider time, ILogger<LogDirectoryService> log) : BackgroundService
{
    private const int StackSize = 512 * 1024;

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(options.LogDirectories.Select(directory => FollowAsync(directory, stoppingToken)));

    private Task FollowAsync(string directory, CancellationToken cancel)
    {
        TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Thread thread = new(() =>
        {
            try
            {
                LogFollower.Follow(directory, new ReadingOptions { Unreadable = Complain }, options.Poll, time, run => Observe(run, directory, cancel), cancel);
            }
            catch (Exception fault)
            {
                Fault(fault, directory);
            }
            ended.SetResult();
        }, StackSize) { IsBackground = true, Name = directory };
        thread.Start();
        return ended.Task;
    }

    // On a thread of the log's own: whatever it throws would end the server.
    private void Observe(LogRun run, string directory, CancellationToken cancel)
    {
        try
        {
            new FollowedLog(run, directory, door, store, meter, time).Follow(cancel);
        }
        catch (Exception fault)
        {
            Fault(fault, run.Description.Source);
        }
    }

    private void Complain(UnreadableLogException unreadable) => Unreadable(unreadable.Message);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Message}")]
    private partial void Unreadable(string message);

    [LoggerMessage(Level = LogLevel.Error, Message = "Following {Path} ended")]
    private partial void Fault(Exception fault, string path);
}
