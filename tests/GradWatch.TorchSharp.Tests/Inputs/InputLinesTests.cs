using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tests.Inputs;

/// <summary>Where the lines of the input check are from: what trains under them and what does not above.</summary>
[Collection("torch")]
public sealed class InputLinesTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Features_of_deviation_5_train_and_those_of_10_do_not(bool isLinear)
    {
        LibTorch.Require();
        Assert.InRange(LossLeft(0, 5, rate: 0.01, isLinear), 0, 0.1);
        Assert.False(double.IsFinite(LossLeft(0, 10, rate: 0.01, isLinear)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Features_of_deviation_30_do_not_train_at_a_tenth_of_the_rate_either(bool isLinear)
    {
        LibTorch.Require();
        Assert.False(LossLeft(0, 30, rate: 0.001, isLinear) < 1e6);
    }

    [Fact]
    public void A_mean_of_2_deviations_trains_a_linear_model_and_one_of_3_does_not()
    {
        LibTorch.Require();
        Assert.InRange(LossLeft(2, 1, rate: 0.01, isLinear: true), 0, 0.5);
        Assert.False(LossLeft(3, 1, rate: 0.01, isLinear: true) < 1e6);
    }

    [Fact]
    public void Features_a_tenth_as_wide_take_more_than_thirty_times_the_steps()
    {
        LibTorch.Require();
        int even = StepsTo(0.01, narrow: 1), uneven = StepsTo(0.01, narrow: 0.1);
        Assert.True(uneven > 30 * even, $"{even} and {uneven} steps");
    }

    private static double LossLeft(double mean, double deviation, double rate, bool isLinear)
    {
        manual_seed(0);
        using nn.Module<Tensor, Tensor> model = isLinear
            ? nn.Linear(16, 1)
            : nn.Sequential(nn.Linear(16, 32), nn.ReLU(), nn.Linear(32, 1));
        using optim.Optimizer optimizer = optim.SGD(model.parameters(), rate);
        using Tensor truth = randn(16, 1);
        (double first, double last) = (double.NaN, double.NaN);
        for (int step = 0; step < 200 && (step == 0 || double.IsFinite(last)); step++)
        {
            last = Step(model, optimizer, input => input.mul(deviation).add(mean), truth);
            first = step == 0 ? last : first;
        }
        return last / first;
    }

    private static int StepsTo(double share, double narrow)
    {
        manual_seed(0);
        using Linear model = nn.Linear(16, 1);
        using optim.Optimizer optimizer = optim.SGD(model.parameters(), 0.05);
        using Tensor truth = randn(16, 1), scale = cat([ones(8), full(8, narrow)]);
        double first = Step(model, optimizer, input => input.mul(scale), truth);
        int steps = 1;
        while (Step(model, optimizer, input => input.mul(scale), truth) > share * first && steps < 5000)
            steps++;
        return steps;
    }

    private static double Step(nn.Module<Tensor, Tensor> model, optim.Optimizer optimizer, Func<Tensor, Tensor> given, Tensor truth)
    {
        using global::TorchSharp.DisposeScope scope = NewDisposeScope();
        Tensor input = randn(64, 16);
        optimizer.zero_grad();
        Tensor loss = nn.functional.mse_loss(model.call(given(input)), input.mm(truth));
        loss.backward();
        optimizer.step();
        return loss.item<float>();
    }
}
