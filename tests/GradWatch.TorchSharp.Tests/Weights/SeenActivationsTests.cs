using GradWatch.Detectors;
using GradWatch.TorchSharp.Checks;
using GradWatch.TorchSharp.Weights;
using GradWatch.TorchSharp.Weights.Reading;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tests.Weights;

[Collection("torch")]
public sealed class SeenActivationsTests
{
    public static TheoryData<string> Functions => ["linear", "relu", "leaky_relu", "tanh", "sigmoid", "gelu", "silu", "elu", "selu", "mish"];

    [Theory]
    [MemberData(nameof(Functions))]
    public void A_function_in_somebodys_forward_is_told_by_what_it_does(string name)
    {
        LibTorch.Require();
        manual_seed(0);
        using Hidden model = new(3, Some(name));
        using Tensor batch = randn(32, 8);
        InitializationReport report = Initialization.Apply(model, () => model.call(batch));
        Assert.Equal([name, name, "linear"], report.Tensors.Select(tensor => tensor.Activation).OfType<string>());
    }

    [Fact]
    public void A_residual_or_dropout_between_two_layers_is_no_function()
    {
        LibTorch.Require();
        manual_seed(0);
        using Tensor batch = randn(32, 8);
        using Hidden residual = new(2, value => value + batch), dropout = new(2, value => nn.functional.dropout(value, 0.5));
        Assert.Empty(SeenActivations.Of(residual, () => residual.call(batch)));
        Assert.Empty(SeenActivations.Of(dropout, () => dropout.call(batch)));
    }

    [Fact]
    public void A_function_that_works_in_place_is_seen_too()
    {
        LibTorch.Require();
        manual_seed(0);
        using Hidden model = new(2, value => value.relu_());
        using Tensor batch = randn(32, 8);
        Assert.Equal(Activation.Relu, SeenActivations.Of(model, () => model.call(batch))["fc0"]);
    }

    /// <summary>The vanishing run of the labelled ones: thirty layers whose logistic functions no module shows.</summary>
    [Fact]
    public void Thirty_hidden_logistic_functions_are_told_before_training()
    {
        LibTorch.Require();
        manual_seed(0);
        using Hidden model = new(30, value => value.sigmoid());
        using Tensor batch = randn(32, 8);
        Assert.Equal("healthy", Preflight.Check(model).Verdict);
        CheckFinding worst = Preflight.Check(model, batch).Findings[0];
        Assert.Equal(("saturating_stack", Severity.Warning), (worst.Rule, worst.Severity));
    }

    private static Func<Tensor, Tensor> Some(string name) => name switch
    {
        "linear" => value => value,
        "relu" => value => nn.functional.relu(value),
        "leaky_relu" => value => nn.functional.leaky_relu(value, 0.2),
        "tanh" => value => value.tanh(),
        "sigmoid" => value => value.sigmoid(),
        "gelu" => nn.functional.gelu,
        "silu" => value => nn.functional.silu(value),
        "elu" => value => nn.functional.elu(value, 1.0),
        "selu" => value => nn.functional.selu(value),
        _ => value => nn.functional.mish(value),
    };

    private sealed class Hidden : nn.Module<Tensor, Tensor>
    {
        private readonly List<Linear> _layers = [];
        private readonly Func<Tensor, Tensor> _between;

        internal Hidden(int depth, Func<Tensor, Tensor> between) : base(nameof(Hidden))
        {
            _between = between;
            for (int i = 0; i < depth; i++)
            {
                _layers.Add(nn.Linear(8, 8));
                register_module($"fc{i}", _layers[i]);
            }
        }

        public override Tensor forward(Tensor input)
        {
            Tensor value = _layers[0].call(input);
            foreach (Linear layer in _layers.Skip(1))
                value = layer.call(_between(value));
            return value;
        }
    }
}
