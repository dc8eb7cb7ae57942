using GradWatch.Logs.Mlflow;
using Xunit;

namespace GradWatch.Logs.Tests.Mlflow;

public sealed class MlflowRunTests : IDisposable
{
    private readonly DirectoryInfo _store = Directory.CreateTempSubdirectory("mlruns");

    public void Dispose() => _store.Delete(true);

    [Fact]
    public void Metrics_are_joined_by_step_in_the_order_of_their_names()
    {
        Metric("0/run", "loss", "1 2.5 0\n2 2.0 1\n3 1.5 2\n");
        Metric("0/run", "grad_norm", "1 0.5 0\n3 inf 2\n");
        Metric("0/run", "val/loss", "3 nan 2\n");
        Metric("0/run", ".DS_Store", "noise");

        (List<ReadRow> rows, List<string> notes) = Read("0/run");

        Assert.Equal(
            [
                new ReadRow(0, 1, "grad_norm=0.5 loss=2.5"),
                new ReadRow(1, 2, "loss=2"),
                new ReadRow(2, 3, "grad_norm=Infinity loss=1.5 val/loss=NaN"),
            ],
            rows);
        Assert.Empty(notes);
    }

    [Fact]
    public void A_resumed_run_comes_as_it_was_trained_and_repeated_steps_stay_apart()
    {
        Metric("0/run", "loss", "1 5 0\n2 4 1\n3 3 2\n4 9 1\n5 8 2\n6 7 2\n");
        Metric("0/run", "norm", "1 .5 0\n2 .4 1\n3 .3 2\n4 .9 1\n5 .8 2\n6 .7 2\n");

        Assert.Equal(
            [
                "0: loss=5 norm=0.5", "1: loss=4 norm=0.4", "2: loss=3 norm=0.3",
                "1: loss=9 norm=0.9", "2: loss=8 norm=0.8", "2: loss=7 norm=0.7",
            ],
            Read("0/run").Rows.Select(row => $"{row.Step}: {row.Values}"));
    }

    [Fact]
    public void A_metric_logged_without_steps_is_counted()
    {
        Metric("0/run", "loss", "1 5 0\n2 4 0\n3 3 0\n");
        Metric("0/run", "norm", "1 .5\n2 .4\n");
        Metric("0/run", "final", "9 1 0\n");

        (List<ReadRow> rows, List<string> notes) = Read("0/run");

        Assert.Equal(
            ["0: final=1 loss=5 norm=0.5", "1: loss=4 norm=0.4", "2: loss=3"],
            rows.Select(row => $"{row.Step}: {row.Values}"));
        Assert.Equal(["note.mlflow.no_steps"], notes);
    }

    [Fact]
    public void Lines_with_more_fields_are_read_and_bad_ones_noted_and_skipped()
    {
        Metric("0/run", "loss", "1 5 1 train abc123\n\nnonsense\n2 x 2\n3 3 3\r\n" + new string('9', 40_000) + "\n4 2 4\n");
        Metric("0/run", "empty", "");

        (List<ReadRow> rows, List<string> notes) = Read("0/run");

        Assert.Equal(["1: loss=5", "3: loss=3", "4: loss=2"], rows.Select(row => $"{row.Step}: {row.Values}"));
        Assert.Equal(["note.mlflow.bad_line"], notes);
    }

    [Fact]
    public void Every_prefix_of_a_metric_file_gives_a_prefix_of_its_rows()
    {
        const string Whole = "1 5 1\n2 4 20\n3 3 300\n";
        List<ReadRow> all = Written(Whole).Rows;

        for (int length = 0; length <= Whole.Length; length++)
        {
            (List<ReadRow> rows, List<string> notes) = Written(Whole[..length]);
            Assert.Equal(all.Take(rows.Count), rows);
            Assert.Equal(length == 0 || Whole[length - 1] == '\n' ? [] : ["note.mlflow.torn"], notes);
        }
    }

    [Fact]
    public void A_metric_larger_than_the_piece_read_at_once_is_whole()
    {
        string lines = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"1700000000000 {i}.25 {i}\n"));

        List<ReadRow> rows = Written(lines).Rows;

        Assert.Equal(20_000, rows.Count);
        Assert.All(rows, row => Assert.Equal($"loss={row.Step}.25", row.Values));
    }

    [Fact]
    public void Thousands_of_metrics_keep_no_file_open()
    {
        for (int i = 0; i < 1500; i++)
            Metric("0/run", $"gradients/layer{i:0000}", "1 0.5 0\n2 0.25 1\n");

        Assert.Equal([0, 1], Read("0/run").Rows.Select(row => row.Step));
    }

    [Fact]
    public void A_metric_that_vanishes_while_it_is_read_is_an_error_naming_it()
    {
        Metric("0/run", "loss", string.Concat(Enumerable.Range(0, 5000).Select(i => $"1 1 {i}\n")));
        string path = Path.Combine(_store.FullName, "0/run/metrics/loss");

        var error = Assert.Throws<UnreadableLogException>(() =>
        {
            foreach (LogRow row in MlflowRun.Read(Path.Combine(_store.FullName, "0/run"), new KeyTable(), new ReadingNotes()))
                File.Delete(path);
        });

        Assert.Equal(path, error.Path);
    }

    [Fact]
    public void Runs_are_found_from_the_store_the_experiment_and_the_run()
    {
        Meta("0", "experiment_id: '0'\nlifecycle_stage: active\n");
        Run("0/bbb", "run_id: bbb\nrun_name: brave-fish\nlifecycle_stage: active\n");
        Run("0/aaa", "run_uuid: 'aaa'\nlifecycle_stage: active\ntags: []\n");
        Run("0/ccc", "run_id: ccc\nlifecycle_stage: deleted\n");
        Meta("1", "experiment_id: '1'\nlifecycle_stage: deleted\n");
        Run("1/ddd", "run_id: ddd\nlifecycle_stage: active\n");
        Run(".trash/eee", "run_id: eee\nlifecycle_stage: active\n");
        Meta("models/m-1", "model_id: m-1\n");

        string[] expected = [At("0/aaa"), At("0/bbb")];
        Assert.Equal(expected, MlflowStore.FindRuns(_store.FullName));
        Assert.Equal(expected, MlflowStore.FindRuns(At("0")));
        Assert.Equal([At("0/bbb")], MlflowStore.FindRuns(At("0/bbb")));
        Assert.Empty(MlflowStore.FindRuns(At("nowhere")));
        Run("project/mlruns/0/fff", "run_id: fff\n");
        Assert.Equal([At("project/mlruns/0/fff")], MlflowStore.FindRuns(At("project")));
        Assert.Equal("brave-fish", MlflowRun.Name(At("0/bbb")));
        Assert.Equal("aaa", MlflowRun.Name(At("0/aaa")));
        Assert.Equal("nowhere", MlflowRun.Name(At("nowhere")));
    }

    [Fact]
    public void The_sample_store_gives_its_values()
    {
        string run = Assert.Single(MlflowStore.FindRuns(RealSamples.Find("samples/mlflow/mlruns")));

        List<ReadRow> rows = ReadRow.Keep(MlflowRun.Read(run, new KeyTable(), new ReadingNotes()));

        Assert.Equal(new ReadRow(0, 1, "accuracy=0.7858095765113831 loss=3.2727866172790527"), Assert.Single(rows));
        Assert.Equal("cb0096518b0e4c66a94428555f05420b", MlflowRun.Name(run));
    }

    private string At(string relative) => Path.Combine([_store.FullName, .. relative.Split('/')]);

    private void Metric(string run, string name, string lines)
    {
        string path = At($"{run}/metrics/{name}");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, lines);
    }

    private void Meta(string directory, string yaml)
    {
        Directory.CreateDirectory(At(directory));
        File.WriteAllText(Path.Combine(At(directory), "meta.yaml"), yaml);
    }

    private void Run(string directory, string yaml)
    {
        Meta(directory, yaml);
        Metric(directory, "loss", "1 1 1\n");
    }

    private (List<ReadRow> Rows, List<string> Notes) Written(string lines)
    {
        Metric("0/run", "loss", lines);
        return Read("0/run");
    }

    private (List<ReadRow> Rows, List<string> Notes) Read(string run)
    {
        var notes = new ReadingNotes();
        return (ReadRow.Keep(MlflowRun.Read(At(run), new KeyTable(), notes)), ReadRow.Keys(notes));
    }
}
