using GradWatch.Observations;
using GradWatch.Reports;
using GradWatch.Storage.Hosting;
using GradWatch.Storage.Runs;
using GradWatch.Wording;
using Xunit;

namespace GradWatch.Storage.Tests.Hosting;

public sealed class RunHostsTests : IAsyncLifetime
{
    private static readonly RunStart Start = new() { Id = "r1", Name = "rnn", Source = "train.py" };
    private readonly MemoryRunStore _store = new();
    private readonly List<RunHosts> _opened = [];

    public ValueTask InitializeAsync() => default;

    public async ValueTask DisposeAsync()
    {
        foreach (RunHosts hosts in _opened)
            await hosts.DisposeAsync();
    }

    [Fact]
    public async Task A_batch_is_acknowledged_with_the_verdict_of_the_detectors()
    {
        IRunHost host = await Hosts().OpenAsync(Start, Cancel);
        Receipt receipt = await host.IngestAsync(SomeBatches.Exploding("w", 1, 0, 40), Cancel);
        Assert.Equal(1, receipt.Sequence);
        Assert.Equal("critical", receipt.Summary.Verdict);
        Assert.Equal(40, receipt.Summary.Rows);
        Assert.Equal(39, receipt.Summary.LastStep);
        Assert.NotEmpty(await _store.EpisodesAsync("r1", Cancel));
    }

    [Fact]
    public async Task A_batch_that_comes_again_is_acknowledged_and_not_taken_again()
    {
        IRunHost host = await Hosts().OpenAsync(Start, Cancel);
        await host.IngestAsync(SomeBatches.Calm("w", 1, 0, 10), Cancel);
        Receipt again = await host.IngestAsync(SomeBatches.Calm("w", 1, 0, 10), Cancel);
        Assert.True(again.Repeated);
        Assert.Equal(10, host.Summary.Rows);
    }

    [Fact]
    public async Task A_batch_that_leaves_a_gap_is_refused_with_the_number_that_is_expected()
    {
        IRunHost host = await Hosts().OpenAsync(Start, Cancel);
        await host.IngestAsync(SomeBatches.Calm("w", 1, 0, 10), Cancel);
        SequenceGapException gap = await Assert.ThrowsAsync<SequenceGapException>(async () => await host.IngestAsync(SomeBatches.Calm("w", 4, 30, 10), Cancel));
        Assert.Equal(2, gap.Expected);
        Assert.Equal(10, host.Summary.Rows);
    }

    [Fact]
    public async Task A_writer_counts_for_itself()
    {
        IRunHost host = await Hosts().OpenAsync(Start, Cancel);
        await host.IngestAsync(SomeBatches.Calm("first", 1, 0, 10), Cancel);
        await host.IngestAsync(SomeBatches.Calm("resumed", 1, 10, 10), Cancel);
        Assert.Equal(20, host.Summary.Rows);
        Assert.Equal(1, await host.SequenceOfAsync("first", Cancel));
        Assert.Equal(0, await host.SequenceOfAsync("unknown", Cancel));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(7, false)]
    [InlineData(13, true)]
    public async Task A_run_interrupted_after_each_batch_ends_as_one_that_was_not(int rows, bool tidily)
    {
        IRunHost whole = await Hosts().OpenAsync(Start with { Id = "whole" }, Cancel);
        for (int batch = 0; batch * rows < 120; batch++)
        {
            await whole.IngestAsync(SomeBatches.Exploding("w", batch + 1, batch * rows, rows), Cancel);
            RunHosts hosts = Hosts();
            IRunHost host = await hosts.OpenAsync(Start, Cancel);
            await host.IngestAsync(SomeBatches.Exploding("w", batch + 1, batch * rows, rows), Cancel);
            if (tidily)
                await hosts.DisposeAsync();
        }
        IRunHost woken = await Hosts().OpenAsync(Start, Cancel);
        Assert.Equal(Json(await whole.ReportAsync(Cancel)), Json(await woken.ReportAsync(Cancel)));
        Assert.Equal(await _store.EpisodesAsync("whole", Cancel), await _store.EpisodesAsync("r1", Cancel));
    }

    [Fact]
    public async Task What_could_not_be_kept_was_not_seen_by_the_detectors_either()
    {
        IRunHost host = await Hosts().OpenAsync(Start, Cancel);
        await host.IngestAsync(SomeBatches.Calm("w", 1, 0, 10), Cancel);
        _store.Trouble = new StoreUnavailableException(StoreTrouble.DiskFull, "the disk is full");
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await host.IngestAsync(SomeBatches.Exploding("w", 2, 10, 40), Cancel));
        _store.Trouble = null;
        Assert.Empty((await host.ReportAsync(Cancel)).Episodes);
        Receipt receipt = await host.IngestAsync(SomeBatches.Calm("w", 2, 10, 10), Cancel);
        Assert.Equal((20, "healthy"), (receipt.Summary.Rows, receipt.Summary.Verdict));
    }

    [Fact]
    public async Task A_write_whose_answer_was_lost_is_found_to_be_kept()
    {
        IRunHost host = await Hosts().OpenAsync(Start, Cancel);
        _store.AnswerIsLost = true;
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await host.IngestAsync(SomeBatches.Calm("w", 1, 0, 10), Cancel));
        _store.AnswerIsLost = false;
        Receipt again = await host.IngestAsync(SomeBatches.Calm("w", 1, 0, 10), Cancel);
        Assert.True(again.Repeated);
        Assert.Equal(10, again.Summary.Rows);
    }

    [Fact]
    public async Task Series_beyond_the_limit_are_left_out_and_told_once()
    {
        IRunHost host = await Hosts(new HostingOptions { SeriesLimit = 3 }).OpenAsync(Start, Cancel);
        for (int batch = 1; batch <= 3; batch++)
            await host.IngestAsync(SomeBatches.OfTensors("w", batch, 10), Cancel);
        Assert.Equal((3, 7), (host.Summary.Series, host.Summary.RefusedSeries));
        Assert.Equal(9, host.Summary.Observations);
        Assert.Single(await _store.EntriesAsync("r1", EntryKinds.Gap, Cancel));
        Assert.Contains((await host.ReportAsync(Cancel)).Notes, note => note.Key == "note.storage.series_limit");
    }

    [Fact]
    public async Task News_come_after_the_commit_in_its_order()
    {
        RunHosts hosts = Hosts();
        IRunHost host = await hosts.OpenAsync(Start, Cancel);
        await using IAsyncEnumerator<RunNews> news = hosts.NewsAsync("r1", Cancel).GetAsyncEnumerator(Cancel);
        ValueTask<bool> next = news.MoveNextAsync();
        await host.IngestAsync(SomeBatches.Calm("w", 1, 0, 10), Cancel);
        await host.IngestAsync(SomeBatches.Exploding("w", 2, 10, 40), Cancel);
        Assert.True(await next);
        Assert.Equal((0, 10), (news.Current.FirstRow, news.Current.Rows.Count));
        Assert.Equal(["loss", "grad_norm"], news.Current.NewSeries.Select(entry => entry.Series.Name));
        Assert.True(await news.MoveNextAsync());
        Assert.Equal(10, news.Current.FirstRow);
        Assert.Contains(news.Current.Episodes, episode => episode.Detector == "gradient_explosion");
    }

    [Fact]
    public async Task What_another_process_writes_is_taken_up_and_told()
    {
        RunHosts here = Hosts(new HostingOptions { LookInterval = TimeSpan.FromMilliseconds(20) });
        IRunHost seen = await here.OpenAsync(Start, Cancel);
        await seen.ReportAsync(Cancel);
        await using IAsyncEnumerator<RunNews> news = here.NewsAsync("r1", Cancel).GetAsyncEnumerator(Cancel);
        ValueTask<bool> next = news.MoveNextAsync();
        IRunHost there = await Hosts().OpenAsync(Start, Cancel);
        await there.IngestAsync(SomeBatches.Exploding("w", 1, 0, 40), Cancel);
        Assert.True(await next.AsTask().WaitAsync(TimeSpan.FromSeconds(10), Cancel));
        Assert.Equal((0, 40), (news.Current.FirstRow, news.Current.Rows.Count));
        Assert.Equal("critical", seen.Summary.Verdict);
        Assert.Equal(Json(await there.ReportAsync(Cancel)), Json(await seen.ReportAsync(Cancel)));
    }

    [Fact]
    public async Task Two_processes_that_write_one_run_do_not_lose_what_the_other_wrote()
    {
        IRunHost here = await Hosts().OpenAsync(Start, Cancel), there = await Hosts().OpenAsync(Start, Cancel);
        await here.IngestAsync(SomeBatches.Calm("here", 1, 0, 10), Cancel);
        await there.IngestAsync(SomeBatches.Calm("there", 1, 10, 10), Cancel);
        await here.IngestAsync(SomeBatches.Calm("here", 2, 20, 10), Cancel);
        Assert.Equal(30, here.Summary.Rows);
    }

    [Fact]
    public async Task Runs_long_unused_sleep_and_wake_as_they_were()
    {
        RunHosts hosts = Hosts(new HostingOptions { IdleTime = TimeSpan.Zero, LookInterval = TimeSpan.FromMilliseconds(20) });
        IRunHost host = await hosts.OpenAsync(Start, Cancel);
        await host.IngestAsync(SomeBatches.Exploding("w", 1, 0, 40), Cancel);
        for (int wait = 0; wait < 200 && await _store.StateAsync("r1", Cancel) is null; wait++)
            await Task.Delay(20, Cancel);
        Assert.Equal(40, (await _store.StateAsync("r1", Cancel))!.Rows);
        Assert.Equal("critical", (await host.ReportAsync(Cancel)).Verdict);
    }

    [Fact]
    public async Task Writes_that_wait_share_a_transaction()
    {
        RunHosts hosts = Hosts();
        List<IRunHost> many = [];
        for (int run = 0; run < 50; run++)
            many.Add(await hosts.OpenAsync(Start with { Id = $"run{run}" }, Cancel));
        TaskCompletionSource ready = new();
        _store.Ready = ready.Task;
        Task all = Task.WhenAll(many.Select(host => Task.Run(async () => await host.IngestAsync(SomeBatches.Calm("w", 1, 0, 10), Cancel), Cancel)));
        // The first write is under way; the others come to wait behind it.
        await Task.Delay(300, Cancel);
        ready.SetResult();
        await all;
        Assert.InRange(_store.Commits, 1, 10);
        Assert.All(many, host => Assert.Equal(10, host.Summary.Rows));
    }

    [Fact]
    public async Task A_write_that_cannot_be_made_fails_alone()
    {
        RunHosts hosts = Hosts();
        List<IRunHost> many = [];
        for (int run = 0; run < 60; run++)
            many.Add(await hosts.OpenAsync(Start with { Id = $"run{run}" }, Cancel));
        _store.Defective = "run7";
        Task[] writes = [.. many.Select(host => Task.Run(async () => await host.IngestAsync(SomeBatches.Calm("w", 1, 0, 10), Cancel), Cancel))];
        await Assert.ThrowsAsync<InvalidOperationException>(() => Task.WhenAll(writes));
        Assert.Equal(["run7"], many.Where(host => host.Summary.Rows != 10).Select(host => host.Summary.Id));
    }

    [Fact]
    public async Task A_batch_that_contradicts_itself_leaves_nothing_behind()
    {
        IRunHost host = await Hosts().OpenAsync(Start, Cancel);
        RunBatch good = SomeBatches.Calm("w", 1, 0, 10);
        await Assert.ThrowsAnyAsync<Exception>(async () => await host.IngestAsync(good with { Series = [.. good.Series.Take(1)] }, Cancel));
        Assert.Equal(10, (await host.IngestAsync(good, Cancel)).Summary.Rows);
        Assert.Equal(["loss", "grad_norm"], (await _store.SeriesAsync("r1", Cancel)).Select(entry => entry.Series.Name));
    }

    [Fact]
    public async Task A_run_that_was_deleted_is_told_and_begins_anew()
    {
        RunHosts hosts = Hosts();
        IRunHost host = await hosts.OpenAsync(Start, Cancel);
        await host.IngestAsync(SomeBatches.Calm("w", 1, 0, 10), Cancel);
        Assert.True(await hosts.DeleteAsync("r1", Cancel));
        Assert.Null(await hosts.FindAsync("r1", Cancel));
        await Assert.ThrowsAsync<StaleRunException>(async () => await host.IngestAsync(SomeBatches.Calm("w", 2, 10, 10), Cancel));
        Assert.Equal(0, (await hosts.OpenAsync(Start, Cancel)).Summary.Rows);
    }

    [Fact]
    public async Task A_person_s_name_and_note_stay_while_the_run_goes_on()
    {
        RunHosts hosts = Hosts();
        IRunHost host = await hosts.OpenAsync(Start, Cancel);
        await hosts.ChangeAsync("r1", new RunChange { Name = "best", Note = "look here" }, Cancel);
        await host.IngestAsync(SomeBatches.Calm("w", 1, 0, 10), Cancel);
        Assert.Equal(("best", "look here"), (host.Summary.Name, host.Summary.Note));
    }

    [Fact]
    public async Task An_end_gives_the_detectors_the_last_word_and_rows_after_it_make_it_run_again()
    {
        IRunHost host = await Hosts().OpenAsync(Start, Cancel);
        await host.IngestAsync(SomeBatches.Calm("w", 1, 0, 10) with { Status = RunStatus.Finished }, Cancel);
        Assert.Equal(RunStatus.Finished, host.Summary.Status);
        Assert.NotNull(await _store.ReportAsync("r1", Cancel));
        await host.IngestAsync(SomeBatches.Calm("w", 2, 10, 10), Cancel);
        Assert.Equal(RunStatus.Running, host.Summary.Status);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private RunHosts Hosts(HostingOptions? options = null)
    {
        RunHosts hosts = new(_store, options ?? new HostingOptions { LookInterval = TimeSpan.Zero });
        _opened.Add(hosts);
        return hosts;
    }

    private static string Json(Report report)
    {
        using MemoryStream json = new();
        JsonReport.Write(report, json, Language.English, false);
        return System.Text.Encoding.UTF8.GetString(json.ToArray());
    }
}
