using GradWatch.Logs.Tests.HuggingFace;
using Xunit;

namespace GradWatch.Logs.Tests.Discovery;

public sealed class LogDirectoryTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("gradwatch-logs-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private void Write(string path, string text)
    {
        string file = Path.Combine(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    private List<string> Sources(ReadingOptions? options = null)
    {
        List<string> found = [];
        foreach (LogRun run in LogReader.Read(_root, options))
            found.Add($"{Path.GetRelativePath(_root, run.Description.Source).Replace('\\', '/')} {run.Description.Format} {run.Observations.Count()}");
        return found;
    }

    [Fact]
    public void Several_formats_side_by_side()
    {
        Write("a/metrics.csv", "step,loss\n1,5\n2,4\n");
        Write("a/train.log", "step 1 loss 5\nstep 2 loss 4\n");
        Write("b/log.jsonl", "{\"step\": 1, \"loss\": 5}\n{\"step\": 2, \"loss\": 4}\n");
        Write("b/config.json", "{\"loss\": 1}");
        Write("b/tokenizer.json", "{\"model\": {\"vocab\": {\"loss\": 17, \"lr\": 18}}}");
        Write("b/model.py", "loss = 0\n");
        Write("b/runs.tsv", "file\tformat\tlabel\nlog.jsonl\tjson_lines\thealthy\n");
        Write("c/notes.txt", "nothing here\n");
        Write(".git/log.jsonl", "{\"step\": 1, \"loss\": 5}\n");
        Assert.Equal(["a/metrics.csv csv 2", "a/train.log console 2", "b/log.jsonl json_lines 2"], Sources());
    }

    [Fact]
    public void The_last_checkpoint_supersedes_those_before()
    {
        Write("out/checkpoint-9/trainer_state.json", TrainerStateFormatTests.State);
        Write("out/checkpoint-20/trainer_state.json", TrainerStateFormatTests.State);
        Write("out/checkpoint-100/trainer_state.json", TrainerStateFormatTests.State);
        Assert.Equal(["out/checkpoint-100/trainer_state.json hf_trainer_state 6"], Sources());
    }

    [Theory]
    [InlineData(20, "out/trainer_state.json")]
    [InlineData(21, "out/checkpoint-21/trainer_state.json")]
    public void The_state_beside_the_checkpoints_counts_by_its_step(int checkpoint, string used)
    {
        Write($"out/checkpoint-{checkpoint}/trainer_state.json", TrainerStateFormatTests.State);
        Write("out/trainer_state.json", TrainerStateFormatTests.State);
        Assert.Equal([$"{used} hf_trainer_state 6"], Sources());
    }

    [Fact]
    public void A_log_that_cannot_be_read_is_told_and_the_others_are_read()
    {
        Write("a.csv", "1,2\n3,4\n");
        Write("b.csv", "step,loss\n1,5\n2,4\n");
        List<string> unreadable = [];
        Assert.Equal(["b.csv csv 2"], Sources(new ReadingOptions { Unreadable = e => unreadable.Add(Path.GetFileName(e.Path)) }));
        Assert.Equal(["a.csv"], unreadable);
    }

    [Fact]
    public void A_directory_with_nothing_in_it_is_unreadable() => Assert.Throws<UnreadableLogException>(() => Sources());

    [Fact]
    public void Tensors_beside_a_table_are_read_with_it()
    {
        Write("run.csv", "step,loss,grad_norm\n1,5,5\n2,4,10\n");
        Write("run_tensors.csv", "step,fc.weight,fc.bias\n1,3,4\n2,6,8\n");
        Assert.Equal(["run.csv csv 8"], Sources());
    }
}
