using GradWatch.TorchSharp.Rates;
using GradWatch.Wording;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tests.Rates;

[Collection("torch")]
public sealed class LearningRateFinderTests
{
    /// <summary>Gradient descent on a square loss of largest curvature λ is stable up to a rate of 2/λ.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(0.2)]
    public void The_limit_of_gradient_descent_is_that_of_its_curvature(double scale)
    {
        LibTorch.Require();
        manual_seed(0);
        using Tensor input = randn(200, 8, dtype: float64).mul(scale), target = input.sum(1, keepdim: true);
        using Linear model = nn.Linear(8, 1, hasBias: false, dtype: float64);
        using optim.Optimizer optimizer = optim.SGD(model.parameters(), 0.01);
        using Tensor curvature = linalg.eigvalsh(input.t().mm(input).mul(2.0 / 200)).max();
        double stable = 2 / curvature.item<double>();
        LearningRateSearch search = LearningRateFinder.Run(
            model, optimizer, [(input, target)], (output, wanted) => nn.functional.mse_loss(output, wanted),
            new LearningRateFinderOptions { Highest = 1000, UpdateRatio = double.PositiveInfinity, Steps = 200 });
        Assert.InRange(search.Limit!.Value, stable / 1.2, 2 * stable);
        Assert.InRange(search.Suggested!.Value, stable / 1000, stable * 0.5);
    }

    [Theory]
    [InlineData("sgd")]
    [InlineData("momentum")]
    [InlineData("adam")]
    [InlineData("adamw")]
    public void Everything_is_as_it_was_before_to_the_bit(string kind)
    {
        LibTorch.Require();
        set_num_threads(1);
        Assert.Equal(Weights(kind, find: false), Weights(kind, find: true));
    }

    [Fact]
    public void Parameters_without_a_gradient_have_none_afterwards()
    {
        LibTorch.Require();
        using Linear used = nn.Linear(4, 1), unused = nn.Linear(4, 1);
        using optim.Optimizer optimizer = optim.SGD(used.parameters().Concat(unused.parameters()), 0.1);
        using Tensor input = randn(8, 4);
        LearningRateFinder.Run(used, optimizer, () => used.call(input).pow(2).mean());
        Assert.Null(used.weight!.grad);
        Assert.Null(unused.weight!.grad);
        Assert.Equal(0.1, optimizer.ParamGroups.First().LearningRate);
    }

    [Fact]
    public void What_the_loss_throws_comes_out_and_everything_is_put_back()
    {
        LibTorch.Require();
        manual_seed(0);
        using Linear model = nn.Linear(4, 1);
        using optim.Optimizer optimizer = optim.SGD(model.parameters(), 0.1);
        float[] before = model.weight!.data<float>().ToArray();
        int calls = 0;
        using Tensor input = randn(8, 4);
        Assert.Throws<IOException>(() => LearningRateFinder.Run(
            model, optimizer, () => ++calls > 60 ? throw new IOException() : model.call(input).pow(2).mean()));
        Assert.Equal(before, model.weight.data<float>().ToArray());
        Assert.Equal(0.1, optimizer.ParamGroups.First().LearningRate);
    }

    [Fact]
    public void The_update_ratio_marks_the_limit_of_an_optimizer_whose_loss_does_not_explode()
    {
        LibTorch.Require();
        set_num_threads(1);
        manual_seed(0);
        using Sequential model = nn.Sequential(nn.Linear(16, 32), nn.Tanh(), nn.Linear(32, 10));
        using optim.Optimizer optimizer = optim.Adam(model.parameters(), 1e-3);
        LearningRateSearch search = LearningRateFinder.Run(model, optimizer, Batches(), (output, target) => nn.functional.cross_entropy(output, target));
        Assert.Equal("prevention.rate.limit_update", search.LimitReason.Key);
        Assert.InRange(search.Limit!.Value, 3e-3, 0.3);
        Assert.InRange(search.Suggested!.Value, 1e-5, search.Limit.Value / 10 * 1.05);
    }

    [Fact]
    public void A_loss_that_is_not_finite_from_the_start_gets_no_rate()
    {
        LibTorch.Require();
        using Linear model = nn.Linear(4, 1);
        using optim.Optimizer optimizer = optim.SGD(model.parameters(), 0.1);
        LearningRateSearch search = LearningRateFinder.Run(model, optimizer, () => model.weight!.sum().mul(double.NaN));
        Assert.Null(search.Suggested);
        Assert.Equal("The loss is NaN before any step: no learning rate helps that.", search.LimitReason.ToString());
    }

    [Fact]
    public void The_same_seed_gives_the_same_search()
    {
        LibTorch.Require();
        set_num_threads(1);
        LearningRateSearch[] both = [Search(), Search()];
        Assert.Equal(both[0].Points, both[1].Points);
        Assert.Equal(both[0].Suggested, both[1].Suggested);

        static LearningRateSearch Search()
        {
            manual_seed(4);
            using Sequential model = nn.Sequential(nn.Linear(16, 32), nn.Dropout(0.2), nn.ReLU(), nn.Linear(32, 10));
            using optim.Optimizer optimizer = optim.SGD(model.parameters(), 0.1);
            return LearningRateFinder.Run(model, optimizer, Batches(), (output, target) => nn.functional.cross_entropy(output, target));
        }
    }

    /// <summary>SGD at a rate 100 times too high, as in the labelled runs, ends in NaN; at the suggested rate it learns.</summary>
    [Fact]
    public void The_suggested_rate_trains_where_the_old_one_exploded()
    {
        LibTorch.Require();
        set_num_threads(1);
        Assert.False(double.IsFinite(Train(_ => 2.0).Last));
        LearningRateSearch? search = null;
        (double first, double last) = Train(find => (search = find()).Suggested!.Value);
        Assert.True(last < first / 5, $"{first} → {last}");
        string text = search!.ToString();
        Assert.Contains("Stable below", text, StringComparison.Ordinal);
        Assert.Contains("limit", text, StringComparison.Ordinal);
        using var russian = new StringWriter();
        search.Write(russian, Language.Russian);
        Assert.Contains("Начните с", russian.ToString(), StringComparison.Ordinal);
    }

    private static (double First, double Last) Train(Func<Func<LearningRateSearch>, double> rate)
    {
        manual_seed(0);
        using Tensor input = randn(256, 16), target = input.sum(1, keepdim: true).sin();
        using Tensor wanted = input.sum(1, keepdim: true);
        using Sequential model = nn.Sequential(nn.Linear(16, 32), nn.ReLU(), nn.Linear(32, 1));
        using optim.Optimizer optimizer = optim.SGD(model.parameters(), 0.01);
        optimizer.ParamGroups.First().LearningRate = rate(
            () => LearningRateFinder.Run(model, optimizer, [(input, wanted)], (output, truth) => nn.functional.mse_loss(output, truth)));
        (double first, double last) = (double.NaN, double.NaN);
        for (int step = 0; step < 150; step++)
        {
            optimizer.zero_grad();
            using Tensor output = model.call(input);
            using Tensor loss = nn.functional.mse_loss(output, wanted);
            loss.backward();
            optimizer.step();
            last = loss.item<float>();
            first = step == 0 ? last : first;
        }
        return (first, last);
    }

    private static float[] Weights(string kind, bool find)
    {
        manual_seed(7);
        using Sequential model = nn.Sequential(nn.Linear(16, 16), nn.BatchNorm1d(16), nn.Dropout(0.3), nn.ReLU(), nn.Linear(16, 10));
        using optim.Optimizer optimizer = kind switch
        {
            "sgd" => optim.SGD(model.parameters(), 0.05),
            "momentum" => optim.SGD(model.parameters(), 0.05, momentum: 0.9),
            "adam" => optim.Adam(model.parameters(), 1e-3),
            _ => optim.AdamW(model.parameters(), 1e-3, weight_decay: 0.1),
        };
        (Tensor Input, Tensor Target)[] batches = Batches();
        for (int step = 0; step < 6; step++)
        {
            if (find && step == 3)
                LearningRateFinder.Run(model, optimizer, batches, (output, target) => nn.functional.cross_entropy(output, target));
            using global::TorchSharp.DisposeScope scope = NewDisposeScope();
            optimizer.zero_grad();
            nn.functional.cross_entropy(model.call(batches[step % 2].Input), batches[step % 2].Target).backward();
            optimizer.step();
        }
        return [.. model.state_dict().Values.SelectMany(tensor => tensor.to(float32).data<float>().ToArray())];
    }

    private static (Tensor Input, Tensor Target)[] Batches()
    {
        using Generator generator = new(9, CPU);
        return [.. Enumerable.Range(0, 2).Select(_ => (randn([32, 16], generator: generator), randint(0, 10, [32], generator: generator)))];
    }
}
