using GradWatch.Diagnosis.Origins;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tests.Tracing;

[Collection("torch")]
public sealed class ForwardOriginTests
{
    public ForwardOriginTests()
    {
        LibTorch.Require();
        manual_seed(1);
    }

    [Fact]
    public void A_NaN_in_a_weight_is_traced_to_the_module_and_the_tensor()
    {
        using Blocks model = new();
        using Tensor x = randn(4, 8);

        NonFiniteOrigin origin = Incident.Of(model, () => model.call(x).pow(2).mean(), steps: 3, before: step =>
        {
            if (step != 2)
                return;
            using IDisposable quiet = no_grad();
            model.b2.a.weight![1, 1] = float.NaN;
        });

        Assert.Equal((2, OriginDirection.Weights, OriginFault.Weight, OriginOperation.NaNInWeights), (origin.Step, origin.Direction, origin.Fault, origin.Operation));
        Assert.Equal(new OriginPlace("b2.a"), origin.Place);
        Assert.Equal("b2.a.weight", origin.Tensor);
        Assert.True(origin.Replayed);
        Assert.Contains("b2.a.weight holds 1 NaN and 0 Inf among 64 values.", origin.Sentences());
        Assert.Equal("Step 2: b2.a.weight is not finite before the step began.", origin.Summary.ToString());
    }

    [Fact]
    public void A_NaN_in_the_batch_is_none_of_the_models_faults()
    {
        using Blocks model = new();
        using Tensor x = randn(4, 8);

        NonFiniteOrigin origin = Incident.Of(model, () => model.call(x).pow(2).mean(), before: _ => x[0, 3] = float.NaN);

        Assert.Equal((OriginDirection.Batch, OriginFault.Input, OriginOperation.NaNInBatch), (origin.Direction, origin.Fault, origin.Operation));
        Assert.Equal("blocks", origin.Place.Before);
        Assert.Contains("blocks is given 1 NaN and 0 Inf among 32 values.", origin.Sentences());
    }

    [Fact]
    public void A_NaN_in_the_targets_is_told_from_one_in_the_model()
    {
        using Blocks model = new();
        using Tensor x = randn(4, 8), y = randn(4, 1);
        y[2, 0] = float.NaN;

        NonFiniteOrigin origin = Incident.Of(model, () => nn.functional.mse_loss(model.call(x), y));

        Assert.Equal((OriginDirection.Loss, OriginFault.Input, OriginOperation.NaNInBatch), (origin.Direction, origin.Fault, origin.Operation));
        Assert.Contains("Going back, MseLossBackward0 is the first operation that returns NaN.", origin.Sentences());
    }

    [Fact]
    public void A_logarithm_of_zero_in_a_hand_written_loss_lies_after_the_output()
    {
        using Blocks model = new();
        using Tensor x = randn(4, 8), y = ones(4, 1);
        using (IDisposable quiet = no_grad())
            model.@out.bias!.fill_(-200);

        // y·log p at p = 0 is finite where y is 0 only.
        NonFiniteOrigin origin = Incident.Of(model, () =>
        {
            Tensor p = model.call(x).sigmoid();
            return -((y * p.log()) + ((1 - y) * (1 - p).log())).mean();
        });

        Assert.Equal((OriginDirection.Loss, OriginOperation.LogOfZero), (origin.Direction, origin.Operation));
        Assert.Equal(new OriginPlace(null, "out"), origin.Place);
        Assert.StartsWith("Step 0, loss: the first value that is not finite comes up after out, before the loss; most likely log(0).", origin.Summary.ToString());
    }

    [Fact]
    public void A_row_of_zeros_divided_by_its_norm_lies_between_the_modules()
    {
        using CodeBetween model = new(h => h / h.pow(2).sum([-1L], keepdim: true).sqrt());
        using Tensor x = randn(4, 8);
        using (IDisposable quiet = no_grad())
        {
            model.encoder.bias!.zero_();
            x[2] = zeros(8);
        }

        NonFiniteOrigin origin = Incident.Of(model, () => model.call(x).pow(2).mean());

        Assert.Equal((OriginDirection.Forward, OriginFault.Operation, OriginOperation.ZeroNorm), (origin.Direction, origin.Fault, origin.Operation));
        Assert.Equal(new OriginPlace("net", "encoder", "head"), origin.Place);
        Assert.Contains("1 rows are all zeros: their norm is 0.", origin.Sentences());
        Assert.Contains("head is given 8 NaN and 0 Inf among 32 values.", origin.Sentences());
    }

    [Fact]
    public void A_module_that_takes_the_logarithm_of_zero_is_named()
    {
        using Sequential model = nn.Sequential(("l1", nn.Linear(8, 8)), ("relu", nn.ReLU()), ("log", new Operation("log", x => x.log())), ("l2", nn.Linear(8, 1)));
        using Tensor x = randn(4, 8);

        NonFiniteOrigin origin = Incident.Of(model, () => model.call(x).pow(2).mean());

        Assert.Equal((OriginDirection.Forward, OriginFault.Operation, OriginOperation.LogOfZero), (origin.Direction, origin.Fault, origin.Operation));
        Assert.Equal("log", origin.Place.At);
    }

    [Fact]
    public void Half_precision_that_ends_at_65504_is_told_by_its_values()
    {
        using Sequential model = nn.Sequential(("l1", nn.Linear(8, 8)), ("l2", nn.Linear(8, 1)));
        model.to(float16);
        using Tensor x = (randn(4, 8) * 3000).to(float16);
        using (IDisposable quiet = no_grad())
            model.Layer("l1").weight!.fill_(20);

        NonFiniteOrigin origin = Incident.Of(model, () => model.call(x).mean());

        Assert.Equal((OriginDirection.Forward, OriginOperation.HalfOverflow), (origin.Direction, origin.Operation));
        Assert.Equal("l1", origin.Place.At);
        Assert.Contains(origin.Sentences(), sentence => sentence.StartsWith("Values are half precision and reach ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_loss_scale_that_overflows_half_precision_is_told_in_the_backward_pass()
    {
        using Sequential model = nn.Sequential(("l1", nn.Linear(8, 8)), ("relu", nn.ReLU()), ("l2", nn.Linear(8, 1)));
        model.to(float16);
        using Tensor x = (randn(64, 8) * 40).to(float16);

        NonFiniteOrigin origin = Incident.Of(model, () => model.call(x).to(float32).mean() * 65536);

        Assert.Equal((OriginDirection.Backward, OriginOperation.HalfOverflow), (origin.Direction, origin.Operation));
    }

    [Fact]
    public void An_exponential_past_its_end_is_told_by_its_argument()
    {
        using CodeBetween model = new(h => h.exp());
        using Tensor x = randn(4, 8);
        using (IDisposable quiet = no_grad())
            model.encoder.bias!.fill_(120);

        NonFiniteOrigin origin = Incident.Of(model, () => model.call(x).pow(2).mean());

        Assert.Equal(OriginOperation.ExpOverflow, origin.Operation);
        Assert.Equal(new OriginPlace("net", "encoder", "head"), origin.Place);
    }

    [Fact]
    public void A_mask_of_minus_infinity_is_no_culprit_until_it_covers_a_row()
    {
        using MultiheadAttention attention = nn.MultiheadAttention(8, 2);
        using Tensor x = randn(3, 2, 8), mask = zeros(3, 3), poison = ones(1);
        mask[0, 1] = float.NegativeInfinity;

        NonFiniteOrigin origin = Incident.Of(
            attention, () => attention.call(x, x, x, null, false, mask).Item1.mean() * poison, steps: 3, before: step =>
            {
                if (step == 2)
                    mask[1] = full(3, float.NegativeInfinity);
            });

        Assert.Equal((2, OriginDirection.Forward, OriginOperation.MaskedRow), (origin.Step, origin.Direction, origin.Operation));
    }

    [Fact]
    public void Layers_that_multiply_past_single_precision_are_an_overflow()
    {
        using Sequential model = nn.Sequential(Enumerable.Range(0, 20).Select(i => ($"l{i}", (nn.Module<Tensor, Tensor>)nn.Linear(8, 8))));
        using Tensor x = randn(4, 8);
        using (IDisposable quiet = no_grad())
        {
            foreach (Parameter parameter in model.parameters())
                parameter.fill_(100);
        }

        NonFiniteOrigin origin = Incident.Of(model, () => model.call(x).pow(2).mean());

        Assert.Equal((OriginDirection.Forward, OriginFault.Operation, OriginOperation.Overflow), (origin.Direction, origin.Fault, origin.Operation));
        Assert.StartsWith("l1", origin.Place.At);
    }
}
