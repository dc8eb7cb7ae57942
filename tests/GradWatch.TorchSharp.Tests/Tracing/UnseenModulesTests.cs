using GradWatch.Diagnosis.Origins;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tests.Tracing;

[Collection("torch")]
public sealed class UnseenModulesTests
{
    public UnseenModulesTests()
    {
        LibTorch.Require();
        manual_seed(1);
    }

    [Fact]
    public void A_weight_of_a_layer_called_by_forward_is_found_within_the_module_around_it()
    {
        using ForwardCalls model = new();
        using Tensor x = randn(4, 8);

        NonFiniteOrigin origin = Incident.Of(model, () => model.call(x).mean(), before: _ => Poison(model.hidden.weight!));

        Assert.Equal((OriginFault.Weight, "hidden.weight"), (origin.Fault, origin.Tensor));
        Assert.Equal("direct", origin.Place.At);
        Assert.Contains("Not seen by hooks (called by forward(), native, or not called): hidden, out.", origin.Sentences());
    }

    [Fact]
    public void A_model_that_is_itself_called_by_forward_is_bracketed_by_its_gradients()
    {
        using ForwardCalls model = new();
        using Tensor x = randn(4, 8);

        NonFiniteOrigin origin = Incident.Of(model, () => (model.forward(x) * 0).log().mean());

        Assert.Equal(OriginDirection.Loss, origin.Direction);
        Assert.Equal(new OriginPlace(null, "out"), origin.Place);
        Assert.Contains("Not seen by hooks (called by forward(), native, or not called): hidden, out.", origin.Sentences());
    }

    public static TheoryData<string> Layers => ["rnn", "lstm", "gru", "attention", "encoder"];

    [Theory]
    [MemberData(nameof(Layers))]
    public void A_NaN_in_the_weights_of_a_native_layer_names_the_tensor(string layer)
    {
        using nn.Module<Tensor, Tensor> model = Make(layer);
        using Tensor x = randn(5, 4, 8);
        (string name, Parameter weight) = model.named_parameters().First(own => own.name.StartsWith("rec.", StringComparison.Ordinal));

        NonFiniteOrigin origin = Incident.Of(model, () => model.call(x).pow(2).mean(), steps: 2, before: step =>
        {
            if (step == 1)
                Poison(weight);
        });

        Assert.Equal((1, OriginFault.Weight, name), (origin.Step, origin.Fault, origin.Tensor));
        Assert.Equal("rec", origin.Place.At);
        Assert.True(origin.Replayed);
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void What_breaks_after_a_native_layer_is_traced_through_its_tuple_of_outputs(string layer)
    {
        using nn.Module<Tensor, Tensor> model = Make(layer, after: h => (h * 0).sqrt());
        using Tensor x = randn(5, 4, 8);

        NonFiniteOrigin origin = Incident.Of(model, () => model.call(x).mean());

        Assert.Equal(OriginDirection.Backward, origin.Direction);
        Assert.Equal(new OriginPlace("recurrent", "rec", "head"), origin.Place);
    }

    private static nn.Module<Tensor, Tensor> Make(string layer, Func<Tensor, Tensor>? after = null)
    {
        after ??= h => h;
        return layer switch
        {
            "rnn" => new Recurrent<RNN>(nn.RNN(8, 8), (rec, x) => after(rec.call(x).Item1)),
            "lstm" => new Recurrent<LSTM>(nn.LSTM(8, 8), (rec, x) => after(rec.call(x).Item1)),
            "gru" => new Recurrent<GRU>(nn.GRU(8, 8), (rec, x) => after(rec.call(x).Item1)),
            "attention" => new Recurrent<MultiheadAttention>(nn.MultiheadAttention(8, 2), (rec, x) => after(rec.call(x, x, x, null, false, null).Item1)),
            _ => new Recurrent<TransformerEncoder>(
                nn.TransformerEncoder(nn.TransformerEncoderLayer(8, 2, 16, 0.0), 1), (rec, x) => after(rec.call(x, null, null))),
        };
    }

    private static void Poison(Tensor weight)
    {
        using IDisposable quiet = no_grad();
        weight.fill_(float.NaN);
    }
}
