using GradWatch.Detectors;
using GradWatch.Observations;
using GradWatch.Storage.Runs;
using Xunit;

namespace GradWatch.Storage.Tests;

/// <summary>What every store keeps to.</summary>
public abstract class RunStoreContractTests : IAsyncLifetime
{
    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected IRunStore Store { get; private set; } = null!;

    protected abstract ValueTask<IRunStore> OpenAsync();

    public virtual async ValueTask InitializeAsync() => Store = await OpenAsync();

    public virtual async ValueTask DisposeAsync()
    {
        if (Store is not null)
            await Store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Rows_come_back_exactly_as_they_were_appended()
    {
        for (int seed = 0; seed < 6; seed++)
        {
            SomeRows run = await SomeRows.AppendAsync(Store, $"run{seed}", seed, Cancel);
            await using IRunStore again = await OpenAsync();
            foreach (long from in new long[] { 0, 1, run.Rows.Count / 2, run.Rows.Count - 1, run.Rows.Count })
                SomeRows.AssertEqual(run.Rows, from, await SomeRows.ReadAsync(again, $"run{seed}", from, Cancel));
        }
    }

    [Fact]
    public async Task A_series_is_folded_without_losing_an_extreme_or_a_NaN()
    {
        SomeRows run = await SomeRows.AppendAsync(Store, "run", 3, Cancel, rows: 4000);
        foreach (int bins in new[] { 1, 7, 60, 1000, 100_000 })
        {
            foreach (StepRange range in new[] { StepRange.All, new StepRange(100, 2500), new StepRange(5000, 6000) })
            {
                foreach (SeriesBins folded in await Store.BinsAsync("run", [0, 3, 1], range, bins, Cancel))
                    run.AssertFolded(folded, range, bins);
            }
        }
    }

    [Fact]
    public async Task An_append_that_does_not_follow_keeps_nothing_of_its_transaction()
    {
        await Store.OpenAsync(new RunStart { Id = "a", Name = "a" }, Cancel);
        await Store.OpenAsync(new RunStart { Id = "b", Name = "b" }, Cancel);
        StaleRunException stale = await Assert.ThrowsAsync<StaleRunException>(
            async () => await Store.AppendAsync([await One("a", 0), await One("b", 5)], Cancel));
        Assert.Equal(("b", 0), (stale.Run, stale.ActualRows));
        Assert.Equal(0, (await Store.FindAsync("a", Cancel))!.Rows);
        await Store.AppendAsync([await One("a", 0), await One("b", 0)], Cancel);
        Assert.Equal(1, (await Store.FindAsync("a", Cancel))!.Rows);
    }

    [Fact]
    public async Task An_append_to_a_run_that_is_not_there_says_so() =>
        Assert.Null((await Assert.ThrowsAsync<StaleRunException>(async () => await Store.AppendAsync(
            [new RunAppend { Run = "none", FirstRow = 0, Rows = new StepRows(), Summary = SomeRows.Summary("none") }], Cancel))).ActualRows);

    [Fact]
    public async Task What_goes_with_an_append_comes_back()
    {
        await Store.OpenAsync(new RunStart { Id = "a", Name = "a" }, Cancel);
        StoredEpisode episode = new()
        {
            Number = 0, Detector = "gradient_spike", Severity = Severity.Warning, Series = "grad_norm", FirstStep = 3, AlarmStep = 4, LastStep = 5,
            Closed = false, English = "A spike.", Russian = "Всплеск.",
        };
        RunEntry entry = new() { Kind = "note", Row = 1, FirstStep = 0, LastStep = 9, English = "n", Russian = "з", Payload = new byte[] { 1, 2 } };
        RunAppend append = await One("a", 0) with
        {
            Episodes = [episode], Entries = [entry, entry with { Kind = "alert" }], Writer = new WriterSequence("w", 7), Report = "{}",
            State = new SavedState(1, new byte[] { 9 }),
        };
        await Store.AppendAsync([append], Cancel);
        await Store.AppendAsync([(await One("a", 1)) with { Episodes = [episode with { Severity = Severity.Critical, Closed = true, Tensor = "fc" }] }], Cancel);
        Assert.Equal([episode with { Severity = Severity.Critical, Closed = true, Tensor = "fc" }], await Store.EpisodesAsync("a", Cancel));
        Assert.Equal(["note", "alert"], (await Store.EntriesAsync("a", null, Cancel)).Select(kept => kept.Kind));
        Assert.Equal([1, 2], Assert.Single(await Store.EntriesAsync("a", "note", Cancel)).Payload.ToArray());
        Assert.Equal([new WriterSequence("w", 7)], await Store.WritersAsync("a", Cancel));
        Assert.Equal("{}", await Store.ReportAsync("a", Cancel));
        SavedState state = (await Store.StateAsync("a", Cancel))!;
        Assert.Equal(1, state.Rows);
        Assert.Equal([9], state.Bytes.ToArray());
    }

    [Fact]
    public async Task A_summary_comes_back_as_it_was_written()
    {
        await Store.OpenAsync(new RunStart { Id = "a", Name = "a", Tags = new Dictionary<string, string> { ["lr"] = "0.1" } }, Cancel);
        RunSummary begun = (await Store.FindAsync("a", Cancel))!;
        RunSummary written = begun with
        {
            Updated = begun.Updated.AddSeconds(5), Status = RunStatus.Failed, Rows = 1, Observations = 2, FirstStep = -3, LastStep = long.MaxValue, Series = 4,
            RefusedSeries = 5, Lost = 6, Worst = Severity.Critical, Episodes = 7, WorstDetector = "d", WorstTensor = "t", WorstStep = 8,
            LastLoss = double.NaN, LargestNorm = 1e300, FirstNonFiniteStep = 9, LossLine = [1, double.PositiveInfinity], NormLine = [double.NaN],
        };
        await Store.AppendAsync([(await One("a", 0)) with { Summary = written }], Cancel);
        RunSummary read = (await Store.FindAsync("a", Cancel))!;
        Assert.Equal(written.LossLine, read.LossLine);
        Assert.Equal(written.NormLine, read.NormLine);
        Assert.Equal(written.Tags, read.Tags);
        RunSummary Plain(RunSummary run) => run with { LossLine = written.LossLine, NormLine = written.NormLine, Tags = written.Tags };
        Assert.Equal(Plain(written), Plain(read));
    }

    [Fact]
    public async Task Runs_are_listed_from_the_newest_by_verdict_status_time_and_text()
    {
        foreach ((string id, Severity? worst) in new (string, Severity?)[] { ("calm", null), ("noted", Severity.Info), ("warned", Severity.Warning), ("lost", Severity.Critical) })
        {
            await Store.OpenAsync(new RunStart { Id = id, Name = $"Запуск {id}" }, Cancel);
            await Store.AppendAsync([(await One(id, 0)) with { Summary = SomeRows.Summary(id) with { Worst = worst, Rows = 1 } }], Cancel);
        }
        async Task<string[]> List(RunFilter filter) => [.. (await Store.ListAsync(filter, Cancel)).Select(run => run.Id)];
        Assert.Equal(["lost", "warned", "noted", "calm"], await List(new RunFilter()));
        Assert.Equal(["noted", "calm"], await List(new RunFilter { Verdict = "healthy" }));
        Assert.Equal(["lost"], await List(new RunFilter { Verdict = "critical" }));
        Assert.Equal(["warned"], await List(new RunFilter { Text = "запуск W" }));
        Assert.Equal(["warned", "noted"], await List(new RunFilter { Skip = 1, Take = 2 }));
        Assert.Empty(await List(new RunFilter { Status = RunStatus.Failed }));
        Assert.Empty(await List(new RunFilter { UpdatedSince = DateTimeOffset.MaxValue }));
    }

    [Fact]
    public async Task A_person_s_change_stays_over_later_appends()
    {
        await Store.OpenAsync(new RunStart { Id = "a", Name = "a", Tags = new Dictionary<string, string> { ["lr"] = "0.1", ["net"] = "rnn" } }, Cancel);
        await Store.ChangeAsync("a", new RunChange { Name = "best", Note = "see", Tags = new Dictionary<string, string> { ["lr"] = "", ["keep"] = "yes" } }, Cancel);
        await Store.AppendAsync([await One("a", 0)], Cancel);
        RunSummary run = (await Store.FindAsync("a", Cancel))!;
        Assert.Equal(("best", "see"), (run.Name, run.Note));
        Assert.Equal(["keep=yes", "net=rnn"], run.Tags.Select(tag => $"{tag.Key}={tag.Value}").Order());
        Assert.Null(await Store.ChangeAsync("none", new RunChange { Name = "x" }, Cancel));
    }

    [Fact]
    public async Task A_deleted_run_leaves_nothing_behind_and_its_id_can_begin_anew()
    {
        await SomeRows.AppendAsync(Store, "a", 1, Cancel);
        Assert.True(await Store.DeleteAsync("a", Cancel));
        Assert.False(await Store.DeleteAsync("a", Cancel));
        Assert.Null(await Store.FindAsync("a", Cancel));
        await Store.OpenAsync(new RunStart { Id = "a", Name = "again" }, Cancel);
        Assert.Empty(await Store.SeriesAsync("a", Cancel));
        Assert.Equal(0, (await SomeRows.ReadAsync(Store, "a", 0, Cancel)).Count);
    }

    [Fact]
    public async Task Opening_a_run_again_answers_the_one_that_is_there()
    {
        RunSummary first = await Store.OpenAsync(new RunStart { Id = "a", Name = "first" }, Cancel);
        RunSummary second = await Store.OpenAsync(new RunStart { Id = "a", Name = "second" }, Cancel);
        Assert.Equal(("first", first.Created), (second.Name, second.Created));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Store.OpenAsync(new RunStart { Id = "../a", Name = "x" }, Cancel));
    }

    [Fact]
    public async Task Compacting_changes_nothing_that_is_read()
    {
        SomeRows run = await SomeRows.AppendAsync(Store, "a", 2, Cancel, ended: true);
        await Store.CompactAsync(null, Cancel);
        await Store.CheckAsync(Cancel);
        SomeRows.AssertEqual(run.Rows, 0, await SomeRows.ReadAsync(Store, "a", 0, Cancel));
        Assert.Equal(1, (await Store.SizeAsync(Cancel)).Runs);
    }

    [Fact]
    public async Task Retention_removes_the_oldest_and_spares_what_runs_or_is_to_be_kept()
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        foreach ((string id, int days, RunStatus status, string? tag) in new[]
        {
            ("running", 9, RunStatus.Running, null), ("kept", 8, RunStatus.Finished, "keep"), ("old", 7, RunStatus.Finished, null),
            ("older", 30, RunStatus.Failed, null), ("fresh", 1, RunStatus.Finished, (string?)null),
        })
        {
            await Store.OpenAsync(new RunStart { Id = id, Name = id, Tags = tag is null ? new Dictionary<string, string>() : new Dictionary<string, string> { [tag] = "yes" } }, Cancel);
            RunAppend append = await One(id, 0);
            await Store.AppendAsync([append with { Summary = append.Summary with { Updated = now.AddDays(-days), Status = status, Observations = 1 } }], Cancel);
        }
        async Task<string[]> Retain(RetentionPolicy policy, bool pretend) => [.. (await Store.RetainAsync(policy, pretend, Cancel)).Select(run => run.Id)];
        Assert.Empty(await Retain(new RetentionPolicy(), false));
        Assert.Equal(["older", "old"], await Retain(new RetentionPolicy { OlderThan = TimeSpan.FromDays(5) }, true));
        Assert.Equal(["older", "old", "fresh"], await Retain(new RetentionPolicy { MostBytes = 0 }, true));
        Assert.Equal(["older"], await Retain(new RetentionPolicy { MostRuns = 4 }, false));
        Assert.Equal(["fresh", "kept", "old", "running"], (await Store.ListAsync(null, Cancel)).Select(run => run.Id).Order());
    }

    [Fact]
    public async Task Readers_see_whole_commits_while_a_writer_writes()
    {
        await Store.OpenAsync(new RunStart { Id = "a", Name = "a" }, Cancel);
        Task writing = Task.Run(async () =>
        {
            for (int row = 0; row < 700; row += 2)
                await Store.AppendAsync([await One("a", row, rows: 2)], Cancel);
        }, Cancel);
        while (!writing.IsCompleted)
        {
            StepRows rows = await SomeRows.ReadAsync(Store, "a", 0, Cancel);
            Assert.Equal(0, rows.Count % 2);
            for (int row = 0; row < rows.Count; row++)
                Assert.Equal(row, rows.Steps[row]);
        }
        await writing;
    }

    [Fact]
    public Task A_reader_sees_every_row_while_tails_become_blocks() => RacingReaders.RaceAsync(Store, 6_000, Cancel);

    [Fact]
    public async Task A_name_that_no_database_can_hold_stops_nobody()
    {
        await Store.OpenAsync(new RunStart { Id = "a", Name = "a\0\ud800" }, Cancel);
        RunAppend append = await One("a", 0) with { NewSeries = [new SeriesEntry(0, new Series(Quantity.GradNorm, "layer\0", "\udc00"))] };
        await Store.AppendAsync([append], Cancel);
        Assert.Equal("layer\ufffd", Assert.Single(await Store.SeriesAsync("a", Cancel)).Series.Tensor);
        Assert.Equal("a\ufffd\ufffd", (await Store.FindAsync("a", Cancel))!.Name);
    }

    [Fact]
    public async Task A_series_that_was_never_named_does_not_stop_the_run()
    {
        await Store.OpenAsync(new RunStart { Id = "a", Name = "a" }, Cancel);
        await Store.AppendAsync([await One("a", 0, rows: 600) with { NewSeries = [] }], Cancel);
        Assert.Equal(600, (await SomeRows.ReadAsync(Store, "a", 0, Cancel)).Count);
    }

    private async Task<RunAppend> One(string run, long row, int rows = 1)
    {
        StepRows some = new();
        for (int i = 0; i < rows; i++)
        {
            some.Begin(row + i);
            some.Add(0, 1.5);
        }
        RunSummary summary = await Store.FindAsync(run, Cancel) ?? SomeRows.Summary(run);
        return new RunAppend
        {
            Run = run, FirstRow = row, Rows = some, Summary = summary with { Rows = row + rows },
            NewSeries = row == 0 ? [new SeriesEntry(0, new Series(Quantity.Loss))] : [],
        };
    }
}
