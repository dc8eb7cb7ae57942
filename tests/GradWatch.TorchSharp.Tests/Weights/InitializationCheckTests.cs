using GradWatch.Detectors;
using GradWatch.TorchSharp.Checks;
using GradWatch.TorchSharp.Weights;
using GradWatch.Wording;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tests.Weights;

[Collection("torch")]
public sealed class InitializationCheckTests
{
    public static TheoryData<int> Seeds => [0, 1, 2, 3, 4];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_librarys_own_start_is_silent(int seed)
    {
        LibTorch.Require();
        manual_seed(seed);
        foreach (nn.Module model in Healthy())
        {
            using (model)
                Silent(InitializationCheck.Of(model));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void What_Initialization_draws_is_silent(int seed)
    {
        LibTorch.Require();
        manual_seed(seed);
        foreach (nn.Module model in Healthy())
        {
            using (model)
            {
                Initialization.Apply(model);
                Silent(InitializationCheck.Of(model));
                Initialization.Apply(model, new InitializationOptions { Distribution = WeightDistribution.Uniform, OutgoingFan = true });
                Silent(InitializationCheck.Of(model));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void He_and_Xavier_over_thirty_layers_grow_by_less_than_a_thirtieth_of_the_line(int seed)
    {
        LibTorch.Require();
        manual_seed(seed);
        InitializationCheckOptions strict = new() { StackTimes = 3, WideTimes = 1.2 };
        using Sequential he = SomeModels.DeepRelu(30, 128);
        foreach (Parameter weight in he.parameters().Where(weight => weight.dim() > 1))
            nn.init.kaiming_normal_(weight, nonlinearity: nn.init.NonlinearityType.ReLU);
        Silent(InitializationCheck.Of(he, strict));
        using Sequential xavier = SomeModels.Deep(30, 128, () => nn.Tanh());
        foreach (Parameter weight in xavier.parameters().Where(weight => weight.dim() > 1))
            nn.init.xavier_normal_(weight, 5.0 / 3);
        Silent(InitializationCheck.Of(xavier, strict));
    }

    [Theory]
    [InlineData(30, 0.2)]
    [InlineData(50, 0.2)]
    [InlineData(30, 1)]
    public void Deep_weights_of_one_deviation_are_named_with_the_one_they_need(int depth, double deviation)
    {
        LibTorch.Require();
        manual_seed(0);
        using Sequential model = SomeModels.DeepRelu(depth, 128);
        SomeModels.Draw(model, deviation);
        InitializationCheckReport report = InitializationCheck.Of(model);
        Assert.Equal("critical", report.Verdict);
        CheckFinding grows = report.Findings.First(finding => finding.Rule == "growing_stack");
        Assert.Equal(("initialize_weights", Severity.Critical), (grows.Remedy, grows.Severity));
        // Each of the layers of 128 units multiplies by deviation · √(128/2).
        Assert.InRange(grows.Value, Math.Pow(deviation * 8, depth - 2) / 5, Math.Pow(deviation * 8, depth - 2) * 50);
        Assert.Matches("with standard deviation 0.125 instead of", grows.Advice!.In(Language.English));
        Assert.True(report.Tensors.Count(tensor => tensor.Findings.Count > 0) >= depth - 2);
        Assert.Equal(deviation == 1, report.Findings.Any(finding => finding.Rule == "wide_weights"));
    }

    [Fact]
    public void A_normalization_between_the_layers_ends_the_growth()
    {
        LibTorch.Require();
        manual_seed(0);
        List<(string, nn.Module<Tensor, Tensor>)> layers = [];
        for (int i = 0; i < 30; i++)
            layers.AddRange([($"fc{i}", nn.Linear(128, 128)), ($"norm{i}", nn.LayerNorm(128)), ($"act{i}", nn.ReLU())]);
        using Sequential model = nn.Sequential(layers);
        foreach (Parameter weight in model.parameters().Where(weight => weight.dim() > 1))
            nn.init.normal_(weight, 0, 0.2);
        Silent(InitializationCheck.Of(model));
    }

    [Theory]
    [InlineData(2, Severity.Critical)]
    [InlineData(1.5, Severity.Critical)]
    [InlineData(1.3, Severity.Warning)]
    [InlineData(1.2, Severity.Warning)]
    [InlineData(1.1, null)]
    [InlineData(1, null)]
    public void A_recurrent_matrix_is_judged_by_its_spectral_radius(double gain, Severity? expected)
    {
        LibTorch.Require();
        manual_seed(0);
        using RNN model = nn.RNN(2, 64);
        Initialization.Orthogonal(model.get_weight_hh(0)!, gain);
        InitializationCheckReport report = InitializationCheck.Of(model);
        Assert.Equal(expected, report.Worst);
        Assert.Equal(gain, report.Tensors.Single(tensor => tensor.Spectrum is not null).Times, 1e-3);
        if (expected is not null)
            Assert.Equal(("recurrent_radius", "orthogonal_recurrence", "weight_hh_l0"), (report.Findings[0].Rule, report.Findings[0].Remedy, report.Findings[0].Subject));
    }

    /// <summary>Where the gates' line is from: the gradient of the first step over 100 time steps.</summary>
    [Theory]
    [InlineData(true, 2, null)]
    [InlineData(true, 4, Severity.Warning)]
    [InlineData(false, 2, null)]
    [InlineData(false, 4, Severity.Warning)]
    public void Gates_bear_twice_the_radius_and_not_four_times(bool isLstm, double gain, Severity? expected)
    {
        LibTorch.Require();
        manual_seed(0);
        using nn.Module model = isLstm ? nn.LSTM(2, 64) : nn.GRU(2, 64);
        Tensor recurrent = model.named_parameters().Single(parameter => parameter.name == "weight_hh_l0").parameter;
        Initialization.Orthogonal(recurrent, gain, isLstm ? 4 : 3);
        Assert.Equal(expected, InitializationCheck.Of(model).Worst);
        using Tensor input = rand(100, 8, 2);
        using Tensor output = model is LSTM lstm ? lstm.call(input).Item1 : ((GRU)model).call(input).Item1;
        using Tensor loss = output[-1].sum();
        loss.backward();
        using Tensor norm = recurrent.grad!.norm();
        Assert.Equal(expected is not null, norm.item<float>() > 1e3);
    }

    [Fact]
    public void Values_that_are_not_finite_are_critical_wherever_they_are()
    {
        LibTorch.Require();
        using Linear model = nn.Linear(8, 8);
        using (no_grad())
            model.bias![3] = float.NaN;
        CheckFinding only = Assert.Single(InitializationCheck.Of(model).Findings);
        Assert.Equal((Severity.Critical, "bias", "1 of 8 values of bias are not finite."), (only.Severity, only.Subject, only.Sentence.ToString()));
    }

    [Fact]
    public void Units_that_are_all_alike_are_named()
    {
        LibTorch.Require();
        using Linear model = nn.Linear(8, 8);
        nn.init.constant_(model.weight!, 0.5);
        CheckFinding only = Assert.Single(InitializationCheck.Of(model).Findings);
        Assert.Equal(("constant_weights", Severity.Warning), (only.Rule, only.Severity));
    }

    [Fact]
    public void A_zero_output_informs_and_two_zero_layers_in_a_row_warn()
    {
        LibTorch.Require();
        using Sequential model = SomeModels.DeepRelu(4, 16);
        nn.init.zeros_(((Linear)model[6]).weight!);
        Assert.Equal(Severity.Info, InitializationCheck.Of(model).Worst);
        nn.init.zeros_(((Linear)model[4]).weight!);
        Assert.Equal(Severity.Warning, InitializationCheck.Of(model).Worst);
    }

    [Fact]
    public void A_narrow_output_informs_and_several_narrow_layers_warn()
    {
        LibTorch.Require();
        using Sequential model = SomeModels.DeepRelu(5, 64);
        nn.init.normal_(((Linear)model[8]).weight!, 0, 0.001);
        Assert.Equal(Severity.Info, InitializationCheck.Of(model).Worst);
        nn.init.normal_(((Linear)model[4]).weight!, 0, 0.001);
        Assert.Equal(Severity.Warning, InitializationCheck.Of(model).Worst);
    }

    [Fact]
    public void The_table_reads_in_both_languages()
    {
        LibTorch.Require();
        using RNN model = nn.RNN(2, 64);
        Initialization.Orthogonal(model.get_weight_hh(0)!, 2);
        InitializationCheckReport report = InitializationCheck.Of(model);
        Assert.StartsWith(
            "Critical: Spectral radius 2.00 of weight_hh_l0 is above 1: over 100 time steps it multiplies by 1.27e30.", report.ToString(),
            StringComparison.Ordinal);
        using var russian = new StringWriter();
        report.Write(russian, Language.Russian);
        Assert.StartsWith("Критично: Спектральный радиус weight_hh_l0 равен 2.00, больше 1: за 100 шагов", russian.ToString(), StringComparison.Ordinal);
        Assert.Matches(@"(?m)^weight_hh_l0 +orthogonal +1\.00 +2\.00 +2\.00$", russian.ToString());
    }

    private static IEnumerable<nn.Module> Healthy() =>
    [
        SomeModels.DeepRelu(4, 128), SomeModels.DeepRelu(3, 16), nn.Linear(16, 1), nn.RNN(2, 64), nn.LSTM(2, 64), nn.GRU(5000, 64), nn.LSTM(40, 32, 2, bidirectional: true),
        nn.Sequential(
            nn.Conv2d(3, 32, 3), nn.BatchNorm2d(32), nn.ReLU(), nn.Conv2d(32, 64, 3, stride: 2, groups: 4), nn.ReLU(), nn.Flatten(), nn.Linear(64 * 4, 10)),
        nn.Sequential(nn.Conv2d(3, 16, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(16, 32, 3), nn.ReLU(), nn.Flatten(), nn.Linear(32, 10)),
        nn.Sequential(
            nn.ConvTranspose2d(100, 64, 4), nn.ReLU(), nn.ConvTranspose2d(64, 32, 4, stride: 2), nn.ReLU(), nn.ConvTranspose2d(32, 3, 4, stride: 2), nn.Tanh()),
        nn.Sequential(nn.Linear(32, 128), nn.LeakyReLU(0.2), nn.Linear(128, 128), nn.LeakyReLU(0.2), nn.Linear(128, 1), nn.Sigmoid()),
        nn.TransformerEncoder(nn.TransformerEncoderLayer(64, 4, 128), 2), nn.MultiheadAttention(64, 4), nn.Bilinear(100, 100, 10),
        nn.Sequential(nn.Embedding(1000, 64), nn.Linear(64, 64), nn.GELU(), nn.Linear(64, 1000)),
    ];

    private static void Silent(InitializationCheckReport report) =>
        Assert.DoesNotContain(report.Findings, finding => finding.Severity >= Severity.Warning);
}
