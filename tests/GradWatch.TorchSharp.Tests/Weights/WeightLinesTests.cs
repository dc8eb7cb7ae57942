using GradWatch.TorchSharp.Weights;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tests.Weights;

/// <summary>Where the lines of the checks of weights and architecture are from: what trains under them and what does not above.</summary>
[Collection("torch")]
public sealed class WeightLinesTests
{
    [Theory]
    [InlineData(1.1, true)]
    [InlineData(1.25, false)]
    public void A_spectral_radius_of_1_1_trains_over_100_time_steps_and_one_of_1_25_does_not(double radius, bool trains)
    {
        LibTorch.Require();
        manual_seed(0);
        using RNN layer = nn.RNN(2, 64, nonLinearity: nn.NonLinearities.ReLU);
        using Linear output = nn.Linear(64, 1);
        Initialization.Orthogonal(layer.get_weight_hh(0)!, radius);
        using optim.Optimizer optimizer = optim.SGD(layer.parameters().Concat(output.parameters()), 0.01);
        double first = double.NaN, last = double.NaN;
        for (int step = 0; step < 40 && (step == 0 || double.IsFinite(last)); step++)
        {
            last = AddingStep(layer, output, optimizer);
            first = step == 0 ? last : first;
        }
        if (trains)
            Assert.True(last < first, $"{first} → {last}");
        else
            Assert.False(double.IsFinite(last));
    }

    [Fact]
    public void Thirty_layers_that_multiply_by_1e4_are_not_finite_within_ten_steps()
    {
        LibTorch.Require();
        manual_seed(0);
        using Sequential model = SomeModels.DeepRelu(30, 128);
        SomeModels.Draw(model, Math.Sqrt(2.0 / 128) * Math.Pow(1e4, 1.0 / 28));
        Assert.False(double.IsFinite(LossLeft(model, steps: 10)));
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(10, false)]
    public void With_the_librarys_own_start_five_layers_learn_and_ten_do_not(int depth, bool learns)
    {
        LibTorch.Require();
        manual_seed(0);
        using Sequential model = SomeModels.DeepRelu(depth, 64);
        Assert.Equal(learns, LossLeft(model, steps: 300) < 0.2);
    }

    private static double LossLeft(Sequential model, int steps)
    {
        using optim.Optimizer optimizer = optim.SGD(model.parameters(), 0.01);
        using Tensor truth = randn(16, 1);
        (double first, double last) = (double.NaN, double.NaN);
        for (int step = 0; step < steps && (step == 0 || double.IsFinite(last)); step++)
        {
            using global::TorchSharp.DisposeScope scope = NewDisposeScope();
            Tensor input = randn(64, 16);
            optimizer.zero_grad();
            Tensor loss = nn.functional.mse_loss(model.call(input), input.mm(truth));
            loss.backward();
            optimizer.step();
            last = loss.item<float>();
            first = step == 0 ? last : first;
        }
        return last / first;
    }

    // The adding problem: two of a hundred numbers are marked, their sum is asked for.
    private static double AddingStep(RNN layer, Linear output, optim.Optimizer optimizer)
    {
        using global::TorchSharp.DisposeScope scope = NewDisposeScope();
        const int Time = 100, Batch = 32;
        Tensor numbers = rand(Time, Batch, 1), marks = zeros(Time, Batch, 1);
        for (int i = 0; i < Batch; i++)
        {
            marks[i % 50, i, 0] = 1f;
            marks[50 + i % 50, i, 0] = 1f;
        }
        optimizer.zero_grad();
        Tensor states = layer.call(cat([numbers, marks], 2)).Item1;
        Tensor loss = nn.functional.mse_loss(output.call(states[-1]), (numbers * marks).sum([0L]));
        loss.backward();
        optimizer.step();
        return loss.item<float>();
    }
}
