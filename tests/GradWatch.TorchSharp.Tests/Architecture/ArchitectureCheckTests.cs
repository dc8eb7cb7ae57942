using GradWatch.Detectors;
using GradWatch.TorchSharp.Architecture;
using GradWatch.TorchSharp.Checks;
using GradWatch.TorchSharp.Tests.Weights;
using GradWatch.TorchSharp.Weights;
using GradWatch.Wording;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tests.Architecture;

[Collection("torch")]
public sealed class ArchitectureCheckTests
{
    private static readonly ArchitectureCheckOptions Hundred = new() { SequenceLength = 100 };

    [Theory]
    [InlineData(2, Severity.Warning)]
    [InlineData(1.5, Severity.Warning)]
    [InlineData(1.1, Severity.Info)]
    [InlineData(1, Severity.Info)]
    public void A_plain_RNN_over_long_sequences_is_advised_to_be_gated(double gain, Severity expected)
    {
        LibTorch.Require();
        using RNN model = nn.RNN(2, 64);
        Initialization.Orthogonal(model.get_weight_hh(0)!, gain);
        CheckFinding plain = ArchitectureCheck.Of(model, Hundred).Findings.Single(finding => finding.Rule == "plain_recurrence");
        Assert.Equal((expected, "use_gated_recurrence"), (plain.Severity, plain.Remedy));
        Assert.Equal(1, plain.Value / Math.Pow(gain, 100), 0.01);
        Assert.Contains("nn.LSTM(2, 64)", plain.Advice!.ToString(), StringComparison.Ordinal);
        Assert.Contains("100", plain.Sentence.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Short_sequences_are_not_spoken_of()
    {
        LibTorch.Require();
        using RNN model = nn.RNN(2, 64);
        Assert.Empty(ArchitectureCheck.Of(model, new ArchitectureCheckOptions { SequenceLength = 10 }).Findings);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_run_shows_how_long_sequences_are_whichever_way_they_lie(bool batchFirst)
    {
        LibTorch.Require();
        using RNN plain = nn.RNN(3, 8, batchFirst: batchFirst);
        using LSTM gated = nn.LSTM(3, 8, batchFirst: batchFirst);
        using Tensor input = batchFirst ? randn(5, 60, 3) : randn(60, 5, 3);
        Assert.Equal(60, ArchitectureCheck.Of(plain, () => plain.call(input)).SequenceLength);
        Assert.Equal(60, ArchitectureCheck.Of(gated, () => gated.call(input)).SequenceLength);
    }

    [Fact]
    public void Cells_are_counted_by_their_calls()
    {
        LibTorch.Require();
        using RNNCell cell = nn.RNNCell(3, 8);
        using Tensor input = randn(5, 3);
        ArchitectureReport report = ArchitectureCheck.Of(cell, () =>
        {
            Tensor? state = null;
            for (int step = 0; step < 33; step++)
                state = cell.call(input, state!);
        });
        Assert.Equal(33, report.SequenceLength);
        Assert.Contains(report.Findings, finding => finding.Rule == "plain_recurrence");
        cell.call(input, null!).Dispose();
    }

    [Fact]
    public void Gated_layers_are_advised_to_be_clipped_alone_and_not_where_they_are()
    {
        LibTorch.Require();
        using LSTM model = nn.LSTM(2, 64);
        CheckFinding only = Assert.Single(ArchitectureCheck.Of(model, Hundred).Findings);
        Assert.Equal(("unclipped_recurrence", Severity.Info, "clip_gradient_norm"), (only.Rule, only.Severity, only.Remedy));
        Assert.Empty(ArchitectureCheck.Of(model, Hundred with { Clips = true }).Findings);
    }

    [Fact]
    public void The_librarys_own_RNN_forgets_and_is_advised_orthogonal_weights()
    {
        LibTorch.Require();
        manual_seed(0);
        using RNN model = nn.RNN(2, 64);
        CheckFinding forgets = ArchitectureCheck.Of(model, Hundred).Findings.Single(finding => finding.Rule == "forgetful_recurrence");
        Assert.Equal("orthogonal_recurrence", forgets.Remedy);
        Assert.InRange(forgets.Value, 0.5, 0.7);
    }

    [Theory]
    [InlineData("he", Severity.Info)]
    [InlineData("library", Severity.Warning)]
    public void A_deep_plain_stack_is_told_with_what_it_leaves_of_a_signal(string start, Severity expected)
    {
        LibTorch.Require();
        manual_seed(0);
        using Sequential model = SomeModels.DeepRelu(30, 128);
        if (start == "he")
            Initialization.Apply(model);
        ArchitectureReport report = ArchitectureCheck.Of(model);
        CheckFinding only = Assert.Single(report.Findings);
        Assert.Equal((30, "deep_plain_stack", expected, "add_normalization"), (report.Depth, only.Rule, only.Severity, only.Remedy));
    }

    [Fact]
    public void Thirty_logistic_layers_leave_nothing_and_thirty_of_tanh_do()
    {
        LibTorch.Require();
        manual_seed(0);
        using Sequential sigmoid = SomeModels.Deep(30, 128, () => nn.Sigmoid()), tanh = SomeModels.Deep(30, 128, () => nn.Tanh());
        Initialization.Apply(sigmoid);
        Initialization.Apply(tanh);
        CheckFinding saturates = Assert.Single(ArchitectureCheck.Of(sigmoid).Findings);
        Assert.Equal(("saturating_stack", Severity.Warning), (saturates.Rule, saturates.Severity));
        Assert.Equal(Severity.Info, ArchitectureCheck.Of(tanh).Worst);
        Assert.StartsWith("Слоёв подряд перед сигмоидами, от fc0.weight до fc29.weight: 30;", saturates.Sentence.In(Language.Russian), StringComparison.Ordinal);
    }

    [Fact]
    public void Normalization_between_the_layers_ends_a_stack()
    {
        LibTorch.Require();
        List<(string, nn.Module<Tensor, Tensor>)> layers = [];
        for (int i = 0; i < 30; i++)
            layers.AddRange([($"fc{i}", nn.Linear(32, 32)), ($"norm{i}", nn.BatchNorm1d(32)), ($"act{i}", nn.ReLU())]);
        using Sequential model = nn.Sequential(layers);
        ArchitectureReport report = ArchitectureCheck.Of(model);
        Assert.Equal((1, 0), (report.Depth, report.Findings.Count));
    }

    [Fact]
    public void Modules_of_the_users_own_may_have_a_residual_around_them()
    {
        LibTorch.Require();
        using Sequential model = nn.Sequential(Enumerable.Range(0, 12).Select(i => ($"block{i}", (nn.Module<Tensor, Tensor>)new Block())));
        Assert.Empty(ArchitectureCheck.Of(model).Findings);
    }

    [Fact]
    public void The_healthy_architectures_of_the_labelled_runs_give_no_warning()
    {
        LibTorch.Require();
        manual_seed(0);
        nn.Module[] healthy =
        [
            SomeModels.DeepRelu(4, 128), nn.GRU(2, 64), nn.LSTM(2, 64), nn.Linear(16, 1),
            nn.Sequential(nn.Conv2d(1, 8, 3), nn.BatchNorm2d(8), nn.ReLU(), nn.Conv2d(8, 16, 3), nn.ReLU(), nn.Flatten(), nn.Linear(16, 10)),
            nn.Sequential(nn.Linear(8, 64), nn.LeakyReLU(0.2), nn.Linear(64, 64), nn.LeakyReLU(0.2), nn.Linear(64, 1), nn.Sigmoid()),
            nn.TransformerEncoder(nn.TransformerEncoderLayer(64, 4, 128), 6),
        ];
        foreach (nn.Module model in healthy)
        {
            using (model)
                Assert.DoesNotContain(ArchitectureCheck.Of(model, Hundred).Findings, finding => finding.Severity >= Severity.Warning);
        }
    }

    /// <summary>The same recurrence, gradient of the first time step after 100: gates keep what a plain RNN of the library's own start loses.</summary>
    [Fact]
    public void What_is_advised_carries_the_gradient_through_time()
    {
        LibTorch.Require();
        manual_seed(0);
        using RNN plain = nn.RNN(2, 32);
        using RNN orthogonal = nn.RNN(2, 32);
        using LSTM gated = nn.LSTM(2, 32);
        Initialization.Apply(orthogonal);
        Initialization.Apply(gated, new InitializationOptions { ForgetBias = 3 });
        double first = ThroughTime(input => plain.call(input).Item1);
        Assert.True(ThroughTime(input => orthogonal.call(input.mul(0.01)).Item1) > 1e6 * first);
        Assert.True(ThroughTime(input => gated.call(input).Item1) > 1e6 * first);
    }

    private static double ThroughTime(Func<Tensor, Tensor> layer)
    {
        using Tensor input = randn(100, 4, 2);
        input.requires_grad = true;
        using Tensor loss = layer(input)[-1].sum();
        loss.backward();
        using Tensor norm = input.grad![0].to(float64).norm();
        return norm.item<double>();
    }

    private sealed class Block : nn.Module<Tensor, Tensor>
    {
        private readonly Linear _inner = nn.Linear(16, 16);

        internal Block() : base(nameof(Block)) => RegisterComponents();

        public override Tensor forward(Tensor input) => input + _inner.call(input);
    }
}
