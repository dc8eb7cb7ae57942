using System.Diagnostics;
using GradWatch.Observations;
using GradWatch.Storage.Recording;
using GradWatch.Storage.Runs;
using Xunit;

namespace GradWatch.Storage.Tests.Recording;

/// <summary>A file system of its own that is really full.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gradwatch-full").FullName;
    private bool _mounted;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        if (_mounted)
            Call("umount", "-l", _folder);
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_full_disk_stops_the_writing_and_not_the_training_and_it_goes_on_when_there_is_room()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "only the administrator can make a file system that is full");
        _mounted = Call("mount", "-t", "tmpfs", "-o", "size=768k", "gradwatch", _folder);
        Assert.SkipUnless(_mounted, "no file system can be mounted here");
        RunRecorder recorder = RunRecorder.Open(_folder, new RunStart { Id = "r1", Name = "full" }, new RecordingOptions
        {
            Interval = TimeSpan.FromMilliseconds(5), FirstWait = TimeSpan.FromMilliseconds(5), LongestWait = TimeSpan.FromMilliseconds(50), Capacity = 50_000,
            Deadline = TimeSpan.FromSeconds(20),
        });
        long fed = 0;
        for (; recorder.Trouble is null || recorder.Lost == 0; fed += 100)
        {
            Feed(recorder, fed);
            await Task.Delay(5, Cancel);
        }
        StoreUnavailableException trouble = Assert.IsType<StoreUnavailableException>(recorder.Trouble);
        Assert.Equal(StoreTrouble.DiskFull, trouble.Trouble);

        Assert.True(Call("mount", "-o", "remount,size=64m", _folder));
        while (recorder.Trouble is not null)
            await Task.Delay(5, Cancel);
        // What waits is written first: while it fills the buffer, what is new is still lost.
        for (long before = -1; before != recorder.Lost; fed += 100)
        {
            before = recorder.Lost;
            Feed(recorder, fed);
            await Task.Delay(5, Cancel);
        }
        await recorder.EndAsync();

        await using IRunStore store = await RunStores.OpenAsync(_folder, cancel: Cancel);
        RunSummary run = (await store.FindAsync("r1", Cancel))!;
        Assert.Equal(RunStatus.Finished, run.Status);
        Assert.Equal((recorder.Lost, fed * 10), (run.Lost, run.Observations + run.Lost));
        Assert.Equal(fed - 1, run.LastStep);
    }

    private static void Feed(RunRecorder recorder, long from)
    {
        for (long step = from; step < from + 100; step++)
        {
            for (int tensor = 0; tensor < 10; tensor++)
                recorder.Observe(new Observation(step, Tensors[tensor], Math.Sin(step * 12.9898 + tensor)));
            recorder.EndStep();
        }
    }

    private static readonly Series[] Tensors = [.. Enumerable.Range(0, 10).Select(tensor => new Series(Quantity.GradNorm, $"layer{tensor}"))];

    private static bool Call(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
