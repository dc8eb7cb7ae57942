using GradWatch.Observations;
using GradWatch.TorchSharp.Rates;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tests.Rates;

public sealed class WarmUpTests
{
    [Fact]
    public void The_rate_rises_linearly_and_the_last_step_has_all_of_it()
    {
        LibTorch.Require();
        using Linear model = nn.Linear(2, 1);
        using SGD optimizer = optim.SGD(model.parameters(), 0.4);
        WarmUp warmUp = new(optimizer, steps: 4);
        Assert.Equal([0.1, 0.2, 0.3, 0.4, 0.4, 0.4], Rates(warmUp, optimizer, 6), new Near());
        WarmUp half = new(optimizer, steps: 2, start: 0.5);
        Assert.Equal([0.3, 0.4, 0.4], Rates(half, optimizer, 3), new Near());
    }

    public static TheoryData<string> Schedulers => ["step", "exponential", "lambda", "cosine", "one_cycle", "plateau"];

    /// <summary>Beside a scheduler the rate is the scheduler's own times the share, whatever the scheduler works it out from.</summary>
    [Theory]
    [MemberData(nameof(Schedulers))]
    public void A_scheduler_never_sees_the_share(string name)
    {
        LibTorch.Require();
        using Linear model = nn.Linear(2, 1);
        using SGD alone = optim.SGD(model.parameters(), 0.4, momentum: 0.9), warmed = optim.SGD(model.parameters(), 0.4, momentum: 0.9);
        optim.lr_scheduler.LRScheduler first = Some(name, alone), second = Some(name, warmed);
        WarmUp warmUp = new(warmed, steps: 5);
        for (int step = 0; step < 10; step++)
        {
            double scheduled = Rate(alone), factor = warmUp.Factor;
            using (warmUp.Begin())
                Assert.Equal(scheduled * factor, Rate(warmed), 1e-12);
            Assert.Equal(scheduled, Rate(warmed));
            Advance(first);
            Advance(second);
        }
    }

    [Fact]
    public void The_watch_sees_the_rate_that_the_step_has()
    {
        LibTorch.Require();
        using Linear model = nn.Linear(2, 1);
        using SGD optimizer = optim.SGD(model.parameters(), 0.4);
        using TrainingWatch watch = TrainingWatch.Attach(model, optimizer);
        List<double> rates = [];
        WarmUp warmUp = new(optimizer, steps: 4);
        for (int step = 0; step < 5; step++)
        {
            using Tensor input = ones(3, 2);
            using Tensor loss = model.call(input).pow(2).mean();
            optimizer.zero_grad();
            loss.backward();
            using (warmUp.Begin())
            {
                watch.Step(loss);
                rates.Add(watch.Report().Record.Traces.Single(trace => trace.Series.Quantity == Quantity.LearningRate).Last);
            }
        }
        Assert.Equal([0.1, 0.2, 0.3, 0.4, 0.4], rates, new Near());
    }

    [Fact]
    public void It_is_taken_up_where_it_was_left()
    {
        LibTorch.Require();
        using Linear model = nn.Linear(2, 1);
        using SGD optimizer = optim.SGD(model.parameters(), 0.4);
        Assert.Equal([0.3, 0.4], Rates(new WarmUp(optimizer, 4) { Step = 2 }, optimizer, 2), new Near());
    }

    [Fact]
    public void A_step_that_throws_leaves_the_scheduled_rate()
    {
        LibTorch.Require();
        using Linear model = nn.Linear(2, 1);
        using SGD optimizer = optim.SGD(model.parameters(), 0.4);
        WarmUp warmUp = new(optimizer, 4);
        Assert.Throws<InvalidOperationException>(Broken);
        Assert.Equal(0.4, Rate(optimizer));

        void Broken()
        {
            using (warmUp.Begin())
                throw new InvalidOperationException();
        }
    }

    [Fact]
    public void Impossible_settings_are_refused()
    {
        LibTorch.Require();
        using Linear model = nn.Linear(2, 1);
        using SGD optimizer = optim.SGD(model.parameters(), 0.4);
        Assert.Throws<ArgumentOutOfRangeException>(() => new WarmUp(optimizer, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WarmUp(optimizer, 5, start: 2));
    }

    private static double[] Rates(WarmUp warmUp, optim.Optimizer optimizer, int steps)
    {
        double[] rates = new double[steps];
        for (int step = 0; step < steps; step++)
        {
            using (warmUp.Begin())
                rates[step] = Rate(optimizer);
        }
        return rates;
    }

    private static double Rate(optim.Optimizer optimizer) => optimizer.ParamGroups.First().LearningRate;

    private static optim.lr_scheduler.LRScheduler Some(string name, SGD optimizer) => name switch
    {
        "step" => optim.lr_scheduler.StepLR(optimizer, 2, 0.5),
        "exponential" => optim.lr_scheduler.ExponentialLR(optimizer, 0.9),
        "lambda" => optim.lr_scheduler.LambdaLR(optimizer, epoch => 1.0 / (epoch + 1)),
        "cosine" => optim.lr_scheduler.CosineAnnealingLR(optimizer, 10),
        "one_cycle" => optim.lr_scheduler.OneCycleLR(optimizer, 0.4, total_steps: 20),
        _ => optim.lr_scheduler.ReduceLROnPlateau(optimizer, patience: 1),
    };

    private static void Advance(optim.lr_scheduler.LRScheduler scheduler)
    {
        if (scheduler is optim.lr_scheduler.impl.ReduceLROnPlateau plateau)
            plateau.step(1.0);
        else
            scheduler.step();
    }

    private sealed class Near : IEqualityComparer<double>
    {
        public bool Equals(double x, double y) => Math.Abs(x - y) < 1e-9;

        public int GetHashCode(double obj) => 0;
    }
}
