using CsCheck;
using GradWatch.TorchSharp.Weights;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tests.Weights;

[Collection("torch")]
public sealed class InitializationTests
{
    [Theory]
    [InlineData(WeightDistribution.Normal)]
    [InlineData(WeightDistribution.Uniform)]
    public void The_deviation_is_the_formulas_on_any_shape(WeightDistribution distribution) =>
        Gen.Select(Gen.Int[40, 90], Gen.Int[40, 90], Gen.Int[1, 3], Gen.Bool, Gen.Double[0, 0.5]).Sample((rows, columns, kernel, outgoing, slope) =>
        {
            LibTorch.Require();
            using Tensor weight = empty(rows, columns, kernel);
            using Generator generator = new((ulong)(rows * columns), CPU);
            Activation leaky = Activation.LeakyRelu(slope);
            // Three standard errors of a deviation over so many values.
            double chance = 4 / Math.Sqrt(2.0 * rows * columns * kernel);
            Initialization.He(weight, leaky, distribution, outgoing, generator);
            double he = Math.Sqrt(2 / (1 + slope * slope) / ((outgoing ? rows : columns) * kernel));
            Assert.Equal(1, Deviation(weight) / he, chance);
            Initialization.Xavier(weight, Activation.Tanh, distribution, generator);
            Assert.Equal(1, Deviation(weight) / (5.0 / 3 * Math.Sqrt(2.0 / ((rows + columns) * kernel))), chance);
        }, iter: 20);

    [Fact]
    public void Orthogonal_rows_or_columns_are_exactly_so() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 40], Gen.Double[0.1, 3]).Sample((rows, columns, gain) =>
        {
            LibTorch.Require();
            using Tensor weight = empty(rows, columns, dtype: float64);
            using Generator generator = new((ulong)(rows + 41 * columns), CPU);
            Initialization.Orthogonal(weight, gain, generator: generator);
            using Tensor square = rows <= columns ? weight.mm(weight.t()) : weight.t().mm(weight);
            using Tensor error = square.div(gain * gain).sub(eye(square.shape[0], dtype: float64)).abs().max();
            Assert.True(error.item<double>() < 1e-12);
        }, iter: 40);

    [Theory]
    [InlineData(4)]
    [InlineData(3)]
    public void Each_gate_is_orthogonal_by_itself(int gates)
    {
        LibTorch.Require();
        using nn.Module layer = gates == 4 ? nn.LSTM(5, 12) : nn.GRU(5, 12);
        Initialization.Apply(layer, new InitializationOptions { Seed = 1 });
        using Tensor recurrent = layer.named_parameters().Single(parameter => parameter.name == "weight_hh_l0").parameter.detach();
        for (int gate = 0; gate < gates; gate++)
        {
            using Tensor block = recurrent.narrow(0, gate * 12, 12);
            using Tensor error = block.mm(block.t()).sub(eye(12)).abs().max();
            Assert.True(error.item<float>() < 1e-5);
        }
    }

    [Fact]
    public void The_forget_gate_of_an_LSTM_begins_open_and_all_other_biases_at_0()
    {
        LibTorch.Require();
        using LSTM layer = nn.LSTM(3, 2);
        Initialization.Apply(layer);
        Assert.Equal([0, 0, 1, 1, 0, 0, 0, 0], Values(layer, "bias_ih_l0"));
        Assert.All(Values(layer, "bias_hh_l0"), value => Assert.Equal(0, value));
    }

    [Fact]
    public void The_rule_of_a_layer_is_that_of_what_follows_it()
    {
        LibTorch.Require();
        using Sequential model = nn.Sequential(
            ("a", nn.Linear(8, 8)), ("drop", nn.Dropout(0.1)), ("relu", nn.ReLU()), ("b", nn.Linear(8, 8)), ("norm", nn.BatchNorm1d(8)),
            ("leaky", nn.LeakyReLU(0.3)), ("c", nn.Sequential(("d", nn.Linear(8, 8)), ("tanh", nn.Tanh()))), ("e", nn.Linear(8, 2)));
        InitializationReport report = Initialization.Apply(model);
        Assert.Equal(
            ["a.weight he_normal relu", "b.weight he_normal leaky_relu", "c.d.weight xavier_normal tanh", "e.weight xavier_normal linear"],
            report.Tensors.Where(tensor => tensor.Activation is not null).Select(tensor => $"{tensor.Name} {tensor.Rule} {tensor.Activation}"));
    }

    [Fact]
    public void The_user_says_what_cannot_be_seen()
    {
        LibTorch.Require();
        using Linear model = nn.Linear(4, 4);
        InitializationReport report = Initialization.Apply(
            model, new InitializationOptions { ActivationOf = _ => Activation.Gelu, Distribution = WeightDistribution.Uniform });
        Assert.Equal("he_uniform gelu", $"{report.Tensors[0].Rule} {report.Tensors[0].Activation}");
    }

    [Fact]
    public void Norms_embeddings_and_frozen_tensors_are_kept()
    {
        LibTorch.Require();
        using Sequential model = nn.Sequential(
            ("embedding", nn.Embedding(7, 4)), ("norm", nn.LayerNorm(4)), ("frozen", nn.Linear(4, 4)), ("linear", nn.Linear(4, 4)));
        foreach ((_, Parameter parameter) in model.named_parameters().Where(parameter => parameter.name.StartsWith("frozen", StringComparison.Ordinal)))
            parameter.requires_grad = false;
        Dictionary<string, float[]> before = model.named_parameters().ToDictionary(parameter => parameter.name, parameter => Floats(parameter.parameter));
        InitializationReport report = Initialization.Apply(model);
        string[] changed = [.. model.named_parameters().Where(p => !before[p.name].AsSpan().SequenceEqual(Floats(p.parameter))).Select(p => p.name)];
        Assert.Equal(["linear.weight", "linear.bias"], changed.Order().Reverse());
        Assert.Equal("kept_frozen", report.Tensors.Single(tensor => tensor.Name == "frozen.weight").Rule);
        Initialization.Apply(model, new InitializationOptions { IncludeFrozen = true });
        Assert.NotEqual(before["frozen.weight"], Floats(model.named_parameters().Single(p => p.name == "frozen.weight").parameter));
    }

    [Fact]
    public void A_seed_gives_the_same_weights_and_leaves_torchs_own_numbers_alone()
    {
        LibTorch.Require();
        using Sequential one = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 2));
        using Sequential two = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 2));
        using Tensor before = get_rng_state();
        Initialization.Apply(one, new InitializationOptions { Seed = 11 });
        Initialization.Apply(two, new InitializationOptions { Seed = 11 });
        using Tensor after = get_rng_state();
        Assert.True(before.equal(after).all().item<bool>());
        Assert.Equal(one.parameters().SelectMany(Floats), two.parameters().SelectMany(Floats));
        manual_seed(3);
        Initialization.Apply(one);
        manual_seed(3);
        Initialization.Apply(two);
        Assert.Equal(one.parameters().SelectMany(Floats), two.parameters().SelectMany(Floats));
    }

    [Fact]
    public void A_tied_weight_is_set_once_and_one_tied_to_an_embedding_is_kept()
    {
        LibTorch.Require();
        using Embedding embedding = nn.Embedding(6, 4);
        using Linear output = nn.Linear(4, 6, hasBias: false);
        output.weight = embedding.weight!;
        using Sequential model = nn.Sequential(("embedding", embedding), ("output", output));
        InitializedTensor only = Assert.Single(Initialization.Apply(model).Tensors);
        Assert.Equal("kept", only.Rule);
    }

    [Fact]
    public void Half_precision_weights_are_drawn_in_their_own_type()
    {
        LibTorch.Require();
        using Linear model = nn.Linear(64, 64, dtype: float16);
        InitializedTensor weight = Initialization.Apply(model).Tensors[0];
        Assert.Equal(ScalarType.Float16, model.weight!.dtype);
        Assert.Equal(Math.Sqrt(1.0 / 64), weight.After, 0.05 * weight.After);
    }

    [Fact]
    public void The_report_says_what_was_set_from_what_to_what()
    {
        LibTorch.Require();
        manual_seed(1);
        using Sequential model = nn.Sequential(("fc", nn.Linear(100, 100)), ("relu", nn.ReLU()));
        string text = Initialization.Apply(model, new InitializationOptions { Seed = 2 }).ToString();
        Assert.Matches(@"(?m)^fc\.weight +he_normal relu +0\.141 +0\.057\d +0\.14[012]$", text);
        Assert.Matches(@"(?m)^fc\.bias +zero +0 +0\.05\d\d +0$", text);
    }

    /// <summary>Thirty layers of N(0, 0.2), as in the labelled runs, are NaN at the first step; the same model set anew trains.</summary>
    [Fact]
    public void Thirty_layers_that_exploded_train()
    {
        LibTorch.Require();
        Assert.False(double.IsFinite(LossAfter(steps: 10, initialize: false).Last));
        (double first, double last) = LossAfter(steps: 40, initialize: true);
        Assert.True(last < first, $"{first} → {last}");
    }

    private static (double First, double Last) LossAfter(int steps, bool initialize)
    {
        set_num_threads(1);
        manual_seed(0);
        using Sequential model = SomeModels.DeepRelu(30, 64);
        SomeModels.Draw(model, 0.3);
        if (initialize)
            Initialization.Apply(model);
        using optim.Optimizer optimizer = optim.SGD(model.parameters(), 1e-3);
        using Tensor input = randn(64, 16), target = input.sum(1, keepdim: true);
        (double first, double last) = (double.NaN, double.NaN);
        for (int step = 0; step < steps; step++)
        {
            optimizer.zero_grad();
            using Tensor output = model.call(input);
            using Tensor loss = nn.functional.mse_loss(output, target);
            loss.backward();
            optimizer.step();
            last = loss.item<float>();
            first = step == 0 ? last : first;
        }
        return (first, last);
    }

    private static double Deviation(Tensor tensor)
    {
        using Tensor deviation = tensor.to(float64).std(false);
        return deviation.item<double>();
    }

    private static float[] Values(nn.Module model, string name) => Floats(model.named_parameters().Single(parameter => parameter.name == name).parameter);

    private static float[] Floats(Tensor tensor) => tensor.detach().data<float>().ToArray();
}
