using GradWatch.Observations;
using GradWatch.Storage;
using GradWatch.Storage.Hosting;
using GradWatch.Storage.Recording;
using GradWatch.Storage.Runs;
using Xunit;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tests.Recording;

[Collection("torch")]
public sealed class RecordedTrainingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gradwatch-recording").FullName;

    public RecordedTrainingTests() => LibTorch.Require();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_recorded_run_holds_what_the_watch_observed()
    {
        (string run, RunRecord record) = Train(30, options => options.Record(_folder, "small", new Dictionary<string, string> { ["optimizer"] = "SGD" }));
        await using IRunStore store = await RunStores.OpenAsync(_folder, cancel: Cancel);
        RunSummary kept = (await store.FindAsync(run, Cancel))!;
        Assert.Equal(("small", "torchsharp", RunStatus.Finished, "SGD"), (kept.Name, kept.Format, kept.Status, kept.Tags["optimizer"]));
        Assert.Equal((record.Observations, record.Traces.Count, 29), (kept.Observations, kept.Series, kept.LastStep));
        Assert.Equal(record.Find(Quantity.Loss)!.Last, kept.LastLoss);
        Assert.Equal(record.Traces.Select(trace => trace.Series), (await store.SeriesAsync(run, Cancel)).Select(entry => entry.Series));
    }

    [Fact]
    public async Task What_a_guard_did_is_kept_with_the_run()
    {
        (string run, _) = Train(5, options => options.ClipGradientNorm(1e-3).Record(_folder));
        await using IRunStore store = await RunStores.OpenAsync(_folder, cancel: Cancel);
        RunEntry clips = Assert.Single(await store.EntriesAsync(run, EntryKinds.Guard, Cancel));
        Assert.Equal((0, 4), (clips.FirstStep, clips.LastStep));
    }

    [Fact]
    public void A_recorded_training_is_the_unrecorded_one_bit_for_bit()
    {
        float[] recorded = [], plain = [];
        Train(20, options => options.Record(_folder), training => recorded = training.Weights());
        Train(20, _ => { }, training => plain = training.Weights());
        Assert.Equal(plain, recorded);
    }

    [Fact]
    public void Where_nothing_can_be_written_the_training_goes_on_and_the_fault_is_told_once()
    {
        string file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "not a folder");
        List<Exception> faults = [];
        using Training training = new();
        using optim.Optimizer optimizer = training.Sgd();
        RecordingOptions quick = new() { Interval = TimeSpan.FromMilliseconds(5), Deadline = TimeSpan.FromMilliseconds(100) };
        TrainingWatch watch = TrainingWatch.Attach(training.Model, optimizer, options => options.Record(Path.Combine(file, "runs"), options: quick));
        watch.Faulted += faults.Add;
        for (int i = 0; i < 5; i++)
        {
            using Tensor loss = training.Backward();
            Assert.True(watch.Step(loss).Stepped);
        }
        long observations = watch.Monitor.Record.Observations;
        watch.Dispose();
        Assert.IsType<StoreUnavailableException>(Assert.Single(faults));
        Assert.Equal(observations, watch.RecordingLost);
    }

    private static (string Run, RunRecord Record) Train(int steps, Action<WatchOptions> configure, Action<Training>? then = null)
    {
        using Training training = new();
        using optim.Optimizer optimizer = training.Sgd();
        using TrainingWatch watch = TrainingWatch.Attach(training.Model, optimizer, configure);
        watch.Faulted += fault => throw fault;
        for (int i = 0; i < steps; i++)
        {
            using Tensor loss = training.Backward();
            watch.Step(loss);
        }
        then?.Invoke(training);
        return (watch.RecordedRun ?? "", watch.Monitor.Record);
    }
}
