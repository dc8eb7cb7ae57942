using System.Text;
using GradWatch.Logs.Checkpoints;
using GradWatch.Logs.Tests.Safetensors;
using Xunit;

namespace GradWatch.Logs.Tests.Checkpoints;

public sealed class CheckpointReaderTests
{
    private static readonly byte[] First = new SafetensorsWriter().Add("layers.10.w", 1, 2).Bytes();
    private static readonly byte[] Second = new SafetensorsWriter().Add("layers.2.w", 3, 4).Bytes();

    private const string Map = "{\"metadata\":{\"total_size\":16},\"weight_map\":{\"layers.10.w\":\"a.safetensors\",\"layers.2.w\":\"b.safetensors\"}}";

    [Fact]
    public void Shards_are_one_checkpoint_through_their_index_and_through_their_directory()
    {
        using var files = new TemporaryFile("model.safetensors.index.json", Encoding.UTF8.GetBytes(Map));
        files.Add("a.safetensors", First);
        files.Add("b.safetensors", Second);
        foreach (string path in new[] { files.Path, files.Folder })
        {
            using var checkpoint = CheckpointReader.Open(path);
            Assert.Equal(["layers.2.w", "layers.10.w"], checkpoint.Tensors.Select(tensor => tensor.Name));
            Assert.Equal([5, Math.Sqrt(5)], checkpoint.Tensors.Select(tensor => TensorScan.Statistics(tensor).L2));
            Assert.Equal(path, checkpoint.Source);
        }
    }

    [Theory]
    [InlineData("../../../etc/passwd", "elsewhere")]
    [InlineData("/etc/passwd", "elsewhere")]
    [InlineData("..", "elsewhere")]
    [InlineData("sub/a.safetensors", "elsewhere")]
    [InlineData("C:a.safetensors", "elsewhere")]
    [InlineData("", "elsewhere")]
    [InlineData("absent.safetensors", "missing")]
    public void A_weight_map_does_not_lead_out_of_its_directory(string shard, string problem)
    {
        using var index = new TemporaryFile("m.index.json", Encoding.UTF8.GetBytes("{\"weight_map\":{\"w\":\"" + shard + "\"}}"));
        var unreadable = Assert.Throws<UnreadableLogException>(() => CheckpointReader.Open(index.Path));
        Assert.Equal("checkpoint.index." + problem, unreadable.Problem.Key);
        Assert.Equal(19, unreadable.Offset);
    }

    [Theory]
    [InlineData("{\"weight_map\":{\"w\":1}}", "not_json")]
    [InlineData("{\"weight_map\":{\"w\":\"a.safetensors\"", "not_json")]
    [InlineData("[]", "not_json")]
    [InlineData("{\"metadata\":{}}", "no_map")]
    [InlineData("{\"weight_map\":{\"w\":\"a.safetensors\",\"w\":\"a.safetensors\"}}", "duplicate")]
    [InlineData("{\"weight_map\":{\"other\":\"a.safetensors\"}}", "not_held")]
    public void A_damaged_index_is_told(string json, string problem)
    {
        using var index = new TemporaryFile("m.index.json", Encoding.UTF8.GetBytes(json));
        index.Add("a.safetensors", First);
        Assert.Equal("checkpoint.index." + problem, Assert.Throws<UnreadableLogException>(() => CheckpointReader.Open(index.Path)).Problem.Key);
    }

    [Fact]
    public void A_tensor_that_stands_in_two_shards_is_refused()
    {
        using var files = new TemporaryFile("model-00001-of-00002.safetensors", First);
        files.Add("model-00002-of-00002.safetensors", First);
        Assert.Equal("checkpoint.shard.twice", Assert.Throws<UnreadableLogException>(() => CheckpointReader.Open(files.Folder)).Problem.Key);
    }

    [Fact]
    public void Shards_without_an_index_must_be_complete()
    {
        using var files = new TemporaryFile("model-00001-of-00003.safetensors", First);
        files.Add("model-00002-of-00003.safetensors", Second);
        Assert.Equal("checkpoint.directory.shards", Assert.Throws<UnreadableLogException>(() => CheckpointReader.Open(files.Folder)).Problem.Key);
    }

    [Fact]
    public void A_directory_of_a_trainer_holds_one_model_whatever_lies_beside_it()
    {
        using var files = new TemporaryFile("model.safetensors", First);
        files.Add("optimizer.pt", [1]);
        files.Add("scheduler.pt", [1]);
        files.Add("rng_state.pth", [1]);
        files.Add("training_args.bin", [1]);
        files.Add("adapter.safetensors", Second);
        using var checkpoint = CheckpointReader.Open(files.Folder);
        Assert.Equal("layers.10.w", Assert.Single(checkpoint.Tensors).Name);
    }

    [Fact]
    public void Several_checkpoints_in_a_directory_are_listed_for_a_choice()
    {
        using var files = new TemporaryFile("step2.safetensors", First);
        files.Add("step10.safetensors", Second);
        var unreadable = Assert.Throws<UnreadableLogException>(() => CheckpointReader.Open(files.Folder));
        Assert.EndsWith("Files: 2: step2.safetensors, step10.safetensors.", unreadable.Message);
    }

    [Theory]
    [InlineData("", "note.read.empty")]
    [InlineData("loss 1.5\n", "checkpoint.unknown")]
    [InlineData("GGUF0000", "checkpoint.foreign")]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid", "checkpoint.foreign")]
    public void A_file_that_is_no_checkpoint_is_told_by_name(string content, string problem)
    {
        using var file = new TemporaryFile("model.bin", Encoding.Latin1.GetBytes(content));
        Assert.Equal(problem, Assert.Throws<UnreadableLogException>(() => CheckpointReader.Open(file.Path)).Problem.Key);
    }

    [Fact]
    public void A_missing_file_an_empty_directory_and_a_device_are_told()
    {
        using var files = new TemporaryFile("notes.txt", [1]);
        Assert.Equal("note.read.missing", Problem(Path.Combine(files.Folder, "absent.pt")));
        Assert.Equal("checkpoint.directory.none", Problem(files.Folder));
        if (OperatingSystem.IsLinux())
            Assert.Equal("note.read.empty", Problem("/dev/null"));

        static string Problem(string path) => Assert.Throws<UnreadableLogException>(() => CheckpointReader.Open(path)).Problem.Key;
    }

    [Theory]
    [InlineData("runs/checkpoint-500/model.safetensors", 500L)]
    [InlineData("lightning/epoch=1-step=1200.ckpt", 1200L)]
    [InlineData("iter_0000500.pt", 500L)]
    [InlineData("checkpoint-1000/", 1000L)]
    [InlineData("global_step1000/mp_rank_00_model_states.pt", 1000L)]
    [InlineData("footsteps-2/model-7b.pt", null)]
    public void The_step_is_told_by_the_name_of_file_or_directory(string path, long? step) => Assert.Equal(step, CheckpointStep.FromPath(path));

    [Fact]
    public void Names_are_ordered_as_a_person_would_and_shown_without_what_steers_a_terminal()
    {
        Assert.Equal(["a.2.b", "a.10.a", "a.10.b"], new[] { "a.10.b", "a.2.b", "a.10.a" }.Order(TensorNames.Order));
        Assert.Equal("w\uFFFD[31m", TensorNames.Printable("w\u001b[31m"));
        Assert.Equal(161, TensorNames.Printable(new string('w', 1000)).Length);
    }
}
