using GradWatch.TorchSharp.Rates;
using GradWatch.TorchSharp.Guarding;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.optim.lr_scheduler;

namespace GradWatch.TorchSharp.Tests.Guarding;

/// <summary>Beside every scheduler the cut is the same share of what it would have set without.</summary>
[Collection("torch")]
public sealed class RateCutTests
{
    private const int Steps = 12;

    private static readonly Dictionary<string, Func<optim.Optimizer, LRScheduler>> Schedulers = new()
    {
        ["StepLR"] = o => optim.lr_scheduler.StepLR(o, 3, 0.5),
        ["MultiStepLR"] = o => optim.lr_scheduler.MultiStepLR(o, [2, 7], 0.1),
        ["ExponentialLR"] = o => optim.lr_scheduler.ExponentialLR(o, 0.9),
        ["MultiplicativeLR"] = o => optim.lr_scheduler.MultiplicativeLR(o, _ => 0.95),
        ["CosineAnnealingLR"] = o => optim.lr_scheduler.CosineAnnealingLR(o, 10),
        ["LinearLR"] = o => optim.lr_scheduler.LinearLR(o, 0.3, 1.0, 6),
        ["ConstantLR"] = o => optim.lr_scheduler.ConstantLR(o, 0.3, 5),
        ["PolynomialLR"] = o => optim.lr_scheduler.PolynomialLR(o, 10),
        ["LambdaLR"] = o => optim.lr_scheduler.LambdaLR(o, epoch => 1.0 / (1 + epoch)),
        ["OneCycleLR"] = o => optim.lr_scheduler.OneCycleLR(o, 0.5, total_steps: 40),
        ["CyclicLR"] = o => optim.lr_scheduler.CyclicLR(o, 0.01, 0.1, step_size_up: 4),
        ["ReduceLROnPlateau"] = o => optim.lr_scheduler.ReduceLROnPlateau(o, patience: 1),
        ["SequentialLR"] = o => optim.lr_scheduler.SequentialLR(
            o, [optim.lr_scheduler.ConstantLR(o, 0.1, 4), optim.lr_scheduler.ExponentialLR(o, 0.9)], [4]),
    };

    public static TheoryData<string> Names => [.. Schedulers.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_scheduler_neither_loses_the_cut_nor_cuts_again(string scheduler)
    {
        LibTorch.Require();
        double[] scheduled = Rates(scheduler, share: 1);
        double[] cut = Rates(scheduler, share: 0.25);
        Assert.True(scheduled.Distinct().Count() > 1);
        for (int step = 0; step < Steps; step++)
            Assert.Equal(step < 4 ? scheduled[step] : scheduled[step] * 0.25, cut[step], scheduled[step] * 1e-12);
    }

    [Fact]
    public void Every_group_is_cut()
    {
        LibTorch.Require();
        using var a = new Parameter(ones(1));
        using var b = new Parameter(ones(1));
        using SGD optimizer = optim.SGD([a], 0.4);
        optimizer.add_param_group(new SGD.ParamGroup([b], new SGD.Options { LearningRate = 0.2 }));
        RateCut cut = new([optimizer]);
        cut.Cut(0.5);
        Assert.Equal([0.2, 0.1], optimizer.ParamGroups.Select(group => group.LearningRate));
        cut.PutBack();
        Assert.Equal([0.4, 0.2], optimizer.ParamGroups.Select(group => group.LearningRate));
    }

    [Fact]
    public void A_rate_that_was_set_while_it_was_cut_stays_as_it_was_set()
    {
        LibTorch.Require();
        using var a = new Parameter(ones(1));
        using SGD optimizer = optim.SGD([a], 0.4);
        RateCut cut = new([optimizer]);
        cut.Cut(0.5);
        optimizer.ParamGroups.Single().LearningRate = 0.7;
        cut.PutBack();
        Assert.Equal(0.7, optimizer.ParamGroups.Single().LearningRate);
    }

    // The rate that each optimizer step was made with: the weight moves by it, its gradient being 1.
    private static double[] Rates(string name, double share)
    {
        using var weight = new Parameter(zeros(1, float64));
        using SGD optimizer = optim.SGD([weight], 0.1, momentum: 1e-300);
        LRScheduler scheduler = Schedulers[name](optimizer);
        RateCut cut = new([optimizer]);
        double[] rates = new double[Steps];
        for (int step = 0; step < Steps; step++)
        {
            weight.grad = ones(1, float64);
            using (no_grad())
                weight.zero_();
            cut.Cut(step < 4 ? 1 : share);
            optimizer.step();
            cut.PutBack();
            rates[step] = -weight.item<double>();
            if (name == "ReduceLROnPlateau")
                scheduler.step(1.0);
            else
                scheduler.step();
        }
        return rates;
    }
}
