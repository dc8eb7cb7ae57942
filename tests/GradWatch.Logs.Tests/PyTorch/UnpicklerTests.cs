using System.Text;
using GradWatch.Logs.Checkpoints;
using GradWatch.Logs.PyTorch;
using GradWatch.Logs.Tests.Checkpoints;
using GradWatch.Wording;
using Xunit;

namespace GradWatch.Logs.Tests.PyTorch;

public sealed class UnpicklerTests
{
    [Theory]
    [InlineData("os", "system")]
    [InlineData("posix", "system")]
    [InlineData("builtins", "eval")]
    [InlineData("subprocess", "Popen")]
    public void A_pickle_that_asks_to_run_a_program_runs_nothing_and_is_named(string module, string function)
    {
        string trace = Path.Combine(Path.GetTempPath(), $"gradwatch-{Guid.NewGuid():N}");
        PickleWriter pickle = new PickleWriter().Dictionary(w => w
            .Text("w").Tensor("0", 2, 0, [2], [1])
            .Text("x").Global(module, function).Op('(').Text($"touch {trace}").Op('t').Op('R'));
        using var file = new TemporaryFile("m.pt", ArchiveWriter.Of(pickle, [3, 4]));
        using var checkpoint = CheckpointReader.Open(file.Path);
        Assert.Equal($"{module}.{function}", Assert.Single(checkpoint.Unsafe));
        Assert.Equal(5, TensorScan.Statistics(Assert.Single(checkpoint.Tensors)).L2);
        Assert.False(File.Exists(trace));
    }

    [Fact]
    public void Classes_that_are_not_built_are_named_and_the_rest_is_read()
    {
        PickleWriter pickle = new PickleWriter().Dictionary(w => w
            .Text("args").Global("transformers.training_args", "TrainingArguments").Op(')').Raw(0x81).Op('}').Op('b')
            .Text("state_dict").Dictionary(s => s.Text("w").Tensor("0", 2, 0, [2], [1])));
        using var file = new TemporaryFile("m.pt", ArchiveWriter.Of(pickle, [3, 4]));
        using var checkpoint = CheckpointReader.Open(file.Path);
        Assert.Equal("w", Assert.Single(checkpoint.Tensors).Name);
        Assert.Empty(checkpoint.Unsafe);
        Assert.Contains("transformers.training_args.TrainingArguments", Assert.Single(checkpoint.Notes).In(Language.Russian), StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_was_saved_whole_has_the_names_of_its_state_dict()
    {
        PickleWriter pickle = new PickleWriter().Global("my.models", "Net").Op(')').Raw(0x81).Dictionary(model => model
            .Text("_modules").Dictionary(modules => modules
                .Text("fc").Global("torch.nn.modules.linear", "Linear").Op(')').Raw(0x81).Dictionary(layer => layer
                    .Text("_parameters").Dictionary(p => p.Text("weight").Tensor("0", 2, 0, [2], [1]))).Op('b'))).Op('b');
        using var file = new TemporaryFile("m.pt", ArchiveWriter.Of(pickle, [3, 4]));
        using var checkpoint = CheckpointReader.Open(file.Path);
        Assert.Equal("fc.weight", Assert.Single(checkpoint.Tensors).Name);
    }

    [Fact]
    public void A_Lightning_checkpoint_keeps_weights_optimizers_and_the_rest_apart()
    {
        PickleWriter pickle = new PickleWriter().Dictionary(root => root
            .Text("epoch").Number(3).Text("global_step").Number(1200)
            .Text("callbacks").Dictionary(c => c.Text("best").Tensor("0", 2, 0, [], []))
            .Text("optimizer_states").Op(']').Op('(').Dictionary(o => o.Text("state").Dictionary(s => s
                .Number(0).Dictionary(m => m.Text("exp_avg").Tensor("0", 2, 0, [2], [1])))).Op('e')
            .Text("state_dict").Global("collections", "OrderedDict").Op(')').Op('R').Op('(')
            .Text("net.weight").Tensor("0", 2, 0, [1, 2], [2, 1]).Text("net.bias").Tensor("0", 2, 1, [1], [1]).Op('u'));
        using var file = new TemporaryFile("last.ckpt", ArchiveWriter.Of(pickle, [3, 4]));
        using var checkpoint = CheckpointReader.Open(file.Path);
        Assert.Equal(1200, checkpoint.Step);
        Assert.Equal(["net.weight", "net.bias"], checkpoint.Of(TensorGroup.Model).Select(tensor => tensor.Name));
        Assert.Equal(["optimizer_states.0.state.0.exp_avg"], checkpoint.Of(TensorGroup.Optimizer).Select(tensor => tensor.Name));
        Assert.Equal(["callbacks.best"], checkpoint.Of(TensorGroup.Other).Select(tensor => tensor.Name));
    }

    [Fact]
    public void A_file_of_nothing_but_optimizer_state_holds_no_weights()
    {
        PickleWriter pickle = new PickleWriter().Dictionary(root => root
            .Text("state").Dictionary(s => s.Number(0).Dictionary(m => m.Text("exp_avg").Tensor("0", 2, 0, [2], [1])))
            .Text("param_groups").Op(']'));
        using var file = new TemporaryFile("optimizer.pt", ArchiveWriter.Of(pickle, [3, 4]));
        using var checkpoint = CheckpointReader.Open(file.Path);
        Assert.Equal(TensorGroup.Optimizer, Assert.Single(checkpoint.Tensors).Group);
    }

    [Fact]
    public void Newer_types_come_as_a_view_of_bytes_with_their_dtype()
    {
        PickleWriter pickle = new PickleWriter().Dictionary(root => root.Text("w").Global("torch._utils", "_rebuild_tensor_v3").Op('(')
            .Op('(').Text("storage").Global("torch.storage", "UntypedStorage").Text("0").Text("cpu").Number(4).Op('t').Op('Q')
            .Number(1).Numbers(2).Numbers(1).Raw(0x89).Op('}').Global("torch", "float8_e4m3fn").Op('t').Op('R'));
        byte[] archive = new ArchiveWriter().Add("m/data.pkl", pickle.Bytes).Add("m/data/0", [0, 0x7e, 0x38, 0]).Bytes();
        using var file = new TemporaryFile("m.pt", archive);
        using var checkpoint = CheckpointReader.Open(file.Path);
        Assert.Equal(ElementType.F8E4M3, checkpoint.Tensors[0].Type);
        Assert.Equal(449, TensorScan.Statistics(checkpoint.Tensors[0]).Sum);
    }

    [Fact]
    public void A_value_that_contains_itself_ends_in_a_message()
    {
        byte[] archive = ArchiveWriter.Of(new PickleWriter().Raw((byte)']', (byte)'q', 0, (byte)'h', 0, (byte)'a', (byte)'h', 0, (byte)'a'));
        using var file = new TemporaryFile("m.pt", archive);
        Assert.Equal("checkpoint.pytorch.nesting", Assert.Throws<UnreadableLogException>(() => CheckpointReader.Open(file.Path)).Problem.Key);
    }

    [Fact]
    public void An_object_that_is_its_own_state_ends_in_a_message()
    {
        PickleWriter pickle = new PickleWriter().Global("a", "B").Op(')').Raw(0x81).Raw((byte)'q', 0)
            .Dictionary(state => state.Text("me").Raw((byte)'h', 0)).Op('b');
        using var file = new TemporaryFile("m.pt", ArchiveWriter.Of(pickle));
        Assert.Equal("checkpoint.pytorch.nesting", Assert.Throws<UnreadableLogException>(() => CheckpointReader.Open(file.Path)).Problem.Key);
    }

    [Fact]
    public void A_pickle_of_endless_instructions_is_stopped_in_bounded_memory()
    {
        byte[] lists = new byte[9_000_000];
        Array.Fill(lists, (byte)']');
        Assert.Throws<InvalidDataException>(() => new Unpickler(lists).Load());
    }

    [Theory]
    [InlineData("(lp0\nI1\naL7L\naF2.5\naS'text'\nag0\na.", 5)]
    [InlineData("(dp0\nVkey\nI01\ns.", 1)]
    public void Pickles_of_protocol_0_are_read(string pickle, int count)
    {
        object? value = new Unpickler(Encoding.ASCII.GetBytes(pickle)).Load();
        Assert.Equal(count, value is PickledList list ? list.Items.Count : ((PickledDictionary)value!).Items.Count);
    }

    [Fact]
    public void Pickles_of_protocol_5_are_read()
    {
        byte[] pickle =
        [
            0x80, 5, 0x95, 20, 0, 0, 0, 0, 0, 0, 0, (byte)'}', 0x94, (byte)'(', 0x8c, 1, (byte)'a', 0x94, 0x8c, 8, .. "builtins"u8, 0x8c, 3, .. "set"u8,
            0x93, (byte)']', 0x85, (byte)'R', 0x8c, 1, (byte)'b', 0x96, 2, 0, 0, 0, 0, 0, 0, 0, 1, 2, (byte)'u', (byte)'.',
        ];
        var value = Assert.IsType<PickledDictionary>(new Unpickler(pickle).Load());
        Assert.Equal(["a", "b"], value.Items.Select(item => item.Key));
    }

    [Theory]
    [InlineData(new byte[0], 0L)]
    [InlineData(new byte[] { 255 }, -1L)]
    [InlineData(new byte[] { 0, 1 }, 256L)]
    [InlineData(new byte[] { 255, 255, 255, 255, 255, 255, 255, 127 }, long.MaxValue)]
    public void Long_integers_are_twos_complement(byte[] digits, long value) =>
        Assert.Equal(value, new Unpickler([0x8a, (byte)digits.Length, .. digits, (byte)'.']).Load());
}
