using GradWatch.TorchSharp.Weights;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tests.Weights;

[Collection("torch")]
public sealed class UnitVarianceTests
{
    [Fact]
    public void Every_layers_output_has_variance_1_whatever_the_activation()
    {
        LibTorch.Require();
        manual_seed(0);
        using Sequential model = SomeModels.Deep(12, 32, () => nn.Softplus());
        using Tensor batch = randn(256, 16).mul(100);
        InitializationReport report = Initialization.ToUnitVariance(model, batch);
        Assert.Equal(12, report.Tensors.Count(tensor => tensor.Rule == "unit_variance"));
        Tensor signal = batch;
        foreach (nn.Module<Tensor, Tensor> layer in model.children().Cast<nn.Module<Tensor, Tensor>>())
        {
            signal = layer.call(signal);
            if (layer is Linear)
            {
                using Tensor variance = signal.to(float64).var(false);
                Assert.InRange(variance.item<double>(), 0.9, 1.1);
            }
        }
    }

    [Fact]
    public void Running_statistics_random_numbers_and_frozen_weights_stay_as_they_were()
    {
        LibTorch.Require();
        manual_seed(0);
        using Conv2d frozen = nn.Conv2d(3, 4, 3);
        frozen.weight!.requires_grad = false;
        using BatchNorm2d norm = nn.BatchNorm2d(4);
        using Sequential model = nn.Sequential(frozen, norm, nn.Dropout(0.5), nn.Flatten(), nn.Linear(4 * 36, 5));
        using Tensor batch = randn(16, 3, 8, 8), weightBefore = frozen.weight.clone(), meanBefore = norm.running_mean!.clone(), numbers = get_rng_state();
        InitializationReport report = Initialization.ToUnitVariance(model, batch, new UnitVarianceOptions { Seed = 4 });
        using Tensor now = get_rng_state();
        Assert.True(now.equal(numbers).all().item<bool>());
        Assert.True(frozen.weight.equal(weightBefore).all().item<bool>());
        Assert.True(norm.running_mean.equal(meanBefore).all().item<bool>());
        Assert.Equal(
            ["kept_frozen", "kept", "kept", "kept", "unit_variance", "kept"], report.Tensors.Select(tensor => tensor.Rule));
    }

    [Fact]
    public void A_layer_that_does_not_run_is_kept_and_told()
    {
        LibTorch.Require();
        using Linear used = nn.Linear(4, 4), unused = nn.Linear(4, 4);
        using ModuleDict<Linear> layers = nn.ModuleDict(("used", used), ("unused", unused));
        using Holder model = new(layers);
        using Tensor batch = randn(8, 4), before = unused.weight!.clone();
        InitializationReport report = Initialization.ToUnitVariance(model, () => used.call(batch).Dispose());
        Assert.Equal(["unit_variance", "kept", "kept_not_run", "kept"], report.Tensors.Select(tensor => tensor.Rule));
        Assert.True(unused.weight.equal(before).all().item<bool>());
    }

    private sealed class Holder : nn.Module
    {
        internal Holder(ModuleDict<Linear> layers) : base(nameof(Holder)) => register_module("layers", layers);
    }

    [Fact]
    public void An_output_without_spread_is_left_alone()
    {
        LibTorch.Require();
        using Sequential model = nn.Sequential(nn.Linear(4, 4, hasBias: false));
        using Tensor batch = zeros(8, 4);
        InitializedTensor only = Initialization.ToUnitVariance(model, batch, new UnitVarianceOptions { OrthogonalFirst = false }).Tensors[0];
        Assert.Equal(("kept", only.Before), (only.Rule, only.After));
    }
}
