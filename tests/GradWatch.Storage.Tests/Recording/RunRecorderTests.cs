using GradWatch.Guard;
using GradWatch.Observations;
using GradWatch.Storage.Hosting;
using GradWatch.Storage.Recording;
using GradWatch.Storage.Runs;
using Xunit;

namespace GradWatch.Storage.Tests.Recording;

public sealed class RunRecorderTests
{
    private static readonly RunStart Start = new() { Id = "r1", Name = "rnn" };
    private static readonly Series Loss = new(Quantity.Loss);
    private static readonly Series OfTensor = new(Quantity.GradNorm, "fc.weight");
    private static readonly RecordingOptions Quick = new()
    {
        Interval = TimeSpan.FromMilliseconds(5), FirstWait = TimeSpan.FromMilliseconds(5), LongestWait = TimeSpan.FromMilliseconds(20),
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_observed_is_in_the_store_in_its_order_when_the_recording_has_ended()
    {
        MemoryRunStore store = new();
        await using (RunHosts hosts = new(store))
        await using (RunRecorder recorder = new(hosts, Start, Quick))
            Feed(recorder, 0, 1000);
        RunSummary run = (await store.FindAsync("r1", Cancel))!;
        Assert.Equal((1000, 2000, RunStatus.Finished, 0), (run.Rows, run.Observations, run.Status, run.Lost));
        Assert.Equal(Enumerable.Range(0, 1000).Select(step => (long)step), await Steps(store));
    }

    [Fact]
    public async Task A_step_is_seen_by_others_before_the_next_one_comes()
    {
        MemoryRunStore store = new();
        await using RunHosts hosts = new(store);
        await using RunRecorder recorder = new(hosts, Start, Quick);
        Feed(recorder, 0, 1);
        await Until(async () => await store.FindAsync("r1", Cancel) is { Rows: 1 });
    }

    [Fact]
    public async Task While_the_store_fails_what_fits_is_kept_and_it_is_written_when_the_store_is_back()
    {
        MemoryRunStore store = new() { Trouble = new StoreUnavailableException(StoreTrouble.DiskFull, "the disk is full") };
        List<Exception> faults = [];
        await using RunHosts hosts = new(store);
        await using RunRecorder recorder = new(hosts, Start, Quick);
        recorder.Faulted += faults.Add;
        Feed(recorder, 0, 100);
        await Until(() => Task.FromResult(recorder.Trouble is not null));
        Feed(recorder, 100, 100);
        store.Trouble = null;
        await Until(async () => await store.FindAsync("r1", Cancel) is { Rows: 200 });
        await Until(() => Task.FromResult(recorder.Trouble is null));
        Assert.Equal("the disk is full", Assert.Single(faults).Message);
        Assert.Equal(0, recorder.Lost);
        Assert.Equal(Enumerable.Range(0, 200).Select(step => (long)step), await Steps(store));
    }

    [Fact]
    public async Task What_does_not_fit_is_dropped_counted_and_told_in_the_run_where_the_gap_is()
    {
        MemoryRunStore store = new() { Trouble = new StoreUnavailableException(StoreTrouble.Away, "away") };
        await using (RunHosts hosts = new(store))
        {
            await using RunRecorder recorder = new(hosts, Start, Quick with { Capacity = 100 });
            Feed(recorder, 0, 80);
            Assert.Equal(60, recorder.Lost);
            store.Trouble = null;
            await Until(async () => await store.FindAsync("r1", Cancel) is { Rows: 50 } && recorder.Trouble is null);
            // There is room again from the writer's next look on, some milliseconds later.
            await Task.Delay(300, Cancel);
            Feed(recorder, 80, 10);
        }
        RunSummary run = (await store.FindAsync("r1", Cancel))!;
        Assert.Equal((60, 60), (run.Lost, run.Rows));
        Assert.Equal([.. Enumerable.Range(0, 50), .. Enumerable.Range(80, 10)], (await Steps(store)).Select(step => (int)step));
        RunEntry gap = Assert.Single(await store.EntriesAsync("r1", EntryKinds.Gap, Cancel));
        Assert.Contains("60", gap.English, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_was_lost_doubles_nothing()
    {
        MemoryRunStore store = new() { AnswerIsLost = true };
        await using (RunHosts hosts = new(store))
        {
            await using RunRecorder recorder = new(hosts, Start, Quick);
            Feed(recorder, 0, 10);
            await Until(() => Task.FromResult(recorder.Trouble is not null));
            store.AnswerIsLost = false;
        }
        Assert.Equal(Enumerable.Range(0, 10).Select(step => (long)step), await Steps(store));
    }

    [Fact]
    public async Task The_end_waits_for_the_deadline_and_no_longer_and_what_is_left_is_counted()
    {
        MemoryRunStore store = new() { Trouble = new StoreUnavailableException(StoreTrouble.Away, "away") };
        await using RunHosts hosts = new(store);
        RunRecorder recorder = new(hosts, Start, Quick with { Deadline = TimeSpan.FromMilliseconds(50) });
        Feed(recorder, 0, 10);
        await recorder.EndAsync();
        Assert.Equal(20, recorder.Lost);
        Feed(recorder, 10, 1);
        Assert.Equal(22, recorder.Lost);
    }

    [Fact]
    public async Task A_store_that_does_not_answer_at_all_is_left_behind()
    {
        using SemaphoreSlim never = new(0);
        HangingHosts hosts = new(never);
        RunRecorder recorder = new(hosts, Start, Quick with { Deadline = TimeSpan.FromMilliseconds(50) });
        Feed(recorder, 0, 10);
        await recorder.EndAsync().WaitAsync(TimeSpan.FromSeconds(5), Cancel);
        Assert.Equal(20, recorder.Lost);
        never.Release();
    }

    [Fact]
    public async Task A_run_that_was_deleted_is_not_made_anew()
    {
        MemoryRunStore store = new();
        await using RunHosts hosts = new(store);
        await using RunRecorder recorder = new(hosts, Start, Quick);
        Feed(recorder, 0, 1);
        await Until(async () => await store.FindAsync("r1", Cancel) is { Rows: 1 });
        await store.DeleteAsync("r1", Cancel);
        Feed(recorder, 1, 1);
        await Until(() => Task.FromResult(recorder.Trouble is StaleRunException));
        await Until(() =>
        {
            Feed(recorder, 2, 1);
            return Task.FromResult(recorder.Lost > 0);
        });
        Assert.Null(await store.FindAsync("r1", Cancel));
    }

    [Fact]
    public async Task Of_a_tensor_single_precision_is_kept_and_of_the_run_every_digit()
    {
        MemoryRunStore store = new();
        await using (RunHosts hosts = new(store))
        await using (RunRecorder recorder = new(hosts, Start, Quick))
        {
            foreach ((Series series, double value) in ((Series, double)[])[(Loss, 0.1), (OfTensor, 0.1), (OfTensor, 1e300), (OfTensor, 1e-42), (OfTensor, double.NaN)])
                recorder.Observe(new Observation(0, series, value));
        }
        StepRows rows = await store.RowsAsync("r1", 0, Cancel).FirstAsync(Cancel);
        Assert.Equal([0.1, 0.1f, 1e300, 1e-42, double.NaN], rows.ValuesOf(0).ToArray());
    }

    [Fact]
    public async Task Clips_that_follow_each_other_are_one_entry_and_other_actions_are_their_own()
    {
        MemoryRunStore store = new();
        await using (RunHosts hosts = new(store))
        await using (RunRecorder recorder = new(hosts, Start, Quick))
        {
            for (int step = 0; step < 20; step++)
            {
                recorder.Record(new GuardAction { Kind = GuardActionKind.Clip, Key = "guard.clip", FirstStep = step, LastStep = step });
                Feed(recorder, step, 1);
                await Until(async () => await store.FindAsync("r1", Cancel) is { } run && run.Rows > step);
            }
            recorder.Record(new GuardAction { Kind = GuardActionKind.Stop, Key = "guard.stop", FirstStep = 20, LastStep = 20 });
        }
        IReadOnlyList<RunEntry> entries = await store.EntriesAsync("r1", EntryKinds.Guard, Cancel);
        Assert.Equal([(0, 19), (20, 20)], entries.Select(entry => ((int)entry.FirstStep, (int)entry.LastStep)));
    }

    [Fact]
    public async Task A_step_allocates_nothing_in_the_training_thread_once_buffers_have_grown()
    {
        MemoryRunStore store = new();
        await using RunHosts hosts = new(store);
        RunRecorder recorder = new(hosts, Start, new RecordingOptions { Interval = TimeSpan.FromMilliseconds(20) });
        long allocated = long.MaxValue;
        // A look of the writer in mid-round divides the rows between the two buffers: some rounds pass until both have grown.
        for (int round = 1; round <= 20 && allocated > 0; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Feed(recorder, 0, 1000);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            int rows = round * 1000;
            await Until(async () => await store.FindAsync("r1", Cancel) is { } run && run.Rows == rows);
        }
        await recorder.DisposeAsync();
        Assert.Equal(0, allocated);
    }

    private static void Feed(RunRecorder recorder, int from, int count)
    {
        for (int step = from; step < from + count; step++)
        {
            recorder.Observe(new Observation(step, Loss, 1.0 / (1 + step)));
            recorder.Observe(new Observation(step, OfTensor, 2.0 / (1 + step)));
            recorder.EndStep();
        }
    }

    private static async Task<List<long>> Steps(MemoryRunStore store)
    {
        List<long> steps = [];
        await foreach (StepRows rows in store.RowsAsync("r1", 0, Cancel))
            steps.AddRange(rows.Steps);
        return steps;
    }

    private static async Task Until(Func<Task<bool>> holds)
    {
        while (!await holds())
            await Task.Delay(2, Cancel);
    }
}
