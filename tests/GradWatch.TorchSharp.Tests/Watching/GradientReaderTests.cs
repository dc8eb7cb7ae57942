using GradWatch.Observations;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tests.Watching;

/// <summary>Gradients of every kind, read in place and through torch's own operations.</summary>
[Collection("torch")]
public sealed class GradientReaderTests
{
    public GradientReaderTests() => LibTorch.Require();

    [Theory]
    [InlineData(ScalarType.Float32, false)]
    [InlineData(ScalarType.Float64, false)]
    [InlineData(ScalarType.BFloat16, false)]
    [InlineData(ScalarType.Float16, false)]
    [InlineData(ScalarType.Float32, true)]
    [InlineData(ScalarType.Float64, true)]
    [InlineData(ScalarType.BFloat16, true)]
    public void Each_type_is_read(ScalarType type, bool elsewhere)
    {
        using Training training = new(type);
        using optim.Optimizer optimizer = training.Sgd();
        using Tensor loss = training.Backward();
        double expected = training.GradientNorm();

        StepResult result = Observed(training.Model, optimizer, loss, elsewhere);

        Assert.Equal(expected, result.GradientNorm, expected * (elsewhere ? 1e-6 : 1e-9));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Huge_gradients_do_not_overflow_and_others_are_counted(bool elsewhere)
    {
        Parameter parameter = nn.Parameter(zeros(6));
        using optim.Optimizer optimizer = optim.SGD([parameter], 0.1);
        parameter.grad = tensor([3e30f, 4e30f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, 0f]);

        StepResult result = Observed(nn.Linear(1, 1), optimizer, tensor(1f), elsewhere);

        Assert.Equal(5e30, result.GradientNorm, 1e24);
        Assert.Equal(4e30, result.GradientMax, 1e24);
        Assert.Equal(3, result.NonFinite);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_gradient_with_gaps_or_transposed_is_read_as_what_it_is(bool elsewhere)
    {
        using Tensor all = arange(24, float32).reshape(4, 6);
        Parameter gaps = nn.Parameter(zeros(4, 3)), transposed = nn.Parameter(zeros(6, 4)), expanded = nn.Parameter(zeros(5));
        using optim.Optimizer optimizer = optim.SGD([gaps, transposed, expanded], 0.1);
        gaps.grad = all.index(TensorIndex.Ellipsis, TensorIndex.Slice(null, null, 2));
        transposed.grad = all.t();
        expanded.grad = tensor(2f).expand(5);
        double squares = new[] { gaps, transposed, expanded }.Sum(parameter => parameter.grad!.square().sum().item<float>());

        StepResult result = Observed(nn.Linear(1, 1), optimizer, tensor(1f), elsewhere);

        Assert.Equal(Math.Sqrt(squares), result.GradientNorm, 1e-4);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_sparse_gradient_sums_what_it_says_of_one_row(bool elsewhere)
    {
        using Embedding embedding = nn.Embedding(10, 3, sparse: true);
        using optim.Optimizer optimizer = optim.SGD(embedding.parameters(), 0.1);
        using Tensor loss = embedding.call(tensor([1L, 4L, 1L])).square().sum();
        loss.backward();
        double expected = embedding.weight!.grad!.to_dense().norm().item<float>();

        StepResult result = Observed(embedding, optimizer, loss, elsewhere);

        Assert.Equal(expected, result.GradientNorm, 1e-5 * expected);
    }

    [Fact]
    public void Frozen_and_unused_parameters_have_no_series_and_a_tied_one_has_one()
    {
        using Training training = new();
        Parameter[] parameters = [.. training.Model.parameters()];
        parameters[0].requires_grad = false;
        using optim.Optimizer optimizer = optim.SGD([.. parameters, parameters[2]], 0.1);
        using TrainingWatch watch = TrainingWatch.Attach(training.Model, optimizer);
        using Tensor loss = training.Backward();
        double expected = training.GradientNorm();

        Assert.Equal(expected, watch.Observe(loss).GradientNorm, 1e-9 * expected);
        Assert.Equal(["0.bias", "2.weight", "2.bias"], watch.Monitor.Record.OfTensors(Quantity.GradNorm).Select(trace => trace.Series.Tensor));
    }

    [Fact]
    public void A_step_without_any_gradient_observes_none()
    {
        using Training training = new();
        using optim.Optimizer optimizer = training.Sgd();
        using TrainingWatch watch = TrainingWatch.Attach(training.Model, optimizer);

        watch.Step(1.0);

        Assert.Null(watch.Monitor.Record.Find(Quantity.GradNorm));
        Assert.Equal(1, watch.Monitor.Record.Find(Quantity.Loss)!.Count);
    }

    [Fact]
    public void Parameters_added_later_are_watched_from_then_on()
    {
        using Training training = new();
        Parameter[] parameters = [.. training.Model.parameters()];
        using SGD optimizer = optim.SGD(parameters.Take(2), 0.1);
        using TrainingWatch watch = TrainingWatch.Attach(training.Model, optimizer);
        training.Backward().Dispose();
        watch.Step(1.0);
        optimizer.add_param_group(new SGD.ParamGroup(parameters.Skip(2), new SGD.Options { LearningRate = 0.2, InitialLearningRate = 0.2 }));
        training.Backward().Dispose();
        double expected = training.GradientNorm();

        Assert.Equal(expected, watch.Step(1.0).GradientNorm, 1e-9 * expected);
        Assert.Equal(2, watch.Monitor.Record.Find(new Series(Quantity.GradNorm, "0.weight"))!.Count);
        Assert.Equal(1, watch.Monitor.Record.Find(new Series(Quantity.GradNorm, "2.weight"))!.Count);
        Assert.Equal(0.2, watch.Monitor.Record.Find(new Series(Quantity.LearningRate, null, "learning_rate/group1"))!.Last);
    }

    [Fact]
    public void Disposed_parameters_are_told_once_and_do_not_end_the_process()
    {
        using Training training = new();
        using StillOptimizer optimizer = new([.. training.Model.parameters()]);
        using TrainingWatch watch = TrainingWatch.Attach(training.Model, optimizer);
        List<Exception> faults = [];
        watch.Faulted += faults.Add;
        watch.Step(1.0);
        foreach (Parameter parameter in training.Model.parameters())
            parameter.Dispose();
        watch.Step(1.0);
        watch.Step(1.0);

        Assert.Equal(4, faults.Count);
        Assert.Contains("module.to", faults[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_threads_read_the_same_bits_as_one()
    {
        manual_seed(3);
        Parameter parameter = nn.Parameter(zeros(3_000_001));
        parameter.grad = randn(3_000_001);
        using optim.Optimizer optimizer = optim.SGD([parameter], 0.1);
        int threads = get_num_threads();
        set_num_threads(2);
        double shared = Observed(nn.Linear(1, 1), optimizer, tensor(1f), false).GradientNorm;
        set_num_threads(1);
        double alone = Observed(nn.Linear(1, 1), optimizer, tensor(1f), false).GradientNorm;
        set_num_threads(threads);

        Assert.Equal(alone, shared);
        Assert.Equal(parameter.grad!.to(float64).norm().item<double>(), alone, 1e-6);
    }

    private static StepResult Observed(nn.Module model, optim.Optimizer optimizer, Tensor loss, bool elsewhere)
    {
        using TrainingWatch watch = TrainingWatch.Attach(model, optimizer, options => options.NeverInPlace = elsewhere);
        watch.Faulted += fault => throw fault;
        return watch.Observe(loss);
    }
}
