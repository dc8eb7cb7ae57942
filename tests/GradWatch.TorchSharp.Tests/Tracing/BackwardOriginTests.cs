using GradWatch.Diagnosis.Origins;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tests.Tracing;

[Collection("torch")]
public sealed class BackwardOriginTests
{
    public BackwardOriginTests()
    {
        LibTorch.Require();
        manual_seed(1);
    }

    [Fact]
    public void The_slope_of_a_root_at_zero_is_traced_to_its_module()
    {
        using Sequential model = nn.Sequential(("l1", nn.Linear(8, 8)), ("sqrt", new Operation("sqrt", x => x.abs().sqrt())), ("l2", nn.Linear(8, 1)));
        using Tensor x = randn(4, 8);
        using (IDisposable quiet = no_grad())
        {
            model.Layer("l1").weight!.zero_();
            model.Layer("l1").bias!.zero_();
        }

        NonFiniteOrigin origin = Incident.Of(model, () => model.call(x).sum());

        Assert.Equal((OriginDirection.Backward, OriginFault.Operation), (origin.Direction, origin.Fault));
        Assert.Equal("sqrt", origin.Place.At);
        Assert.True(origin.Operation is OriginOperation.RootSlopeAtZero or OriginOperation.ZeroNorm, origin.Summary.ToString());
        Assert.Contains(origin.Sentences(), sentence => sentence.StartsWith("The gradient that reaches sqrt from the output is finite", StringComparison.Ordinal));
    }

    [Fact]
    public void A_root_under_a_rectifier_leaves_every_gradient_finite_and_nothing_is_traced()
    {
        using Sequential model = nn.Sequential(("l1", nn.Linear(8, 8)), ("relu", nn.ReLU()), ("sqrt", new Operation("sqrt", x => x.sqrt())), ("l2", nn.Linear(8, 1)));
        using optim.Optimizer optimizer = optim.SGD(model.parameters(), 0);
        using TrainingWatch watch = TrainingWatch.Attach(model, optimizer, options => options.Trace());
        using Tensor x = randn(4, 8);
        Tensor Loss() => model.call(x).sum();
        using Tensor loss = Loss();
        loss.backward();

        StepResult result = watch.Step(loss, Loss);

        Assert.Equal(0, result.NonFinite);
        Assert.Empty(watch.Monitor.Origins);
    }

    [Fact]
    public void Code_between_two_modules_that_breaks_on_the_way_back_is_bracketed()
    {
        using CodeBetween model = new(h => h.pow(2).sum([-1L], keepdim: true).sqrt().expand(-1, 8));
        using Tensor x = randn(4, 8);
        using (IDisposable quiet = no_grad())
        {
            model.encoder.bias!.zero_();
            x[1] = zeros(8);
        }

        NonFiniteOrigin origin = Incident.Of(model, () => model.call(x).mean());

        Assert.Equal((OriginDirection.Backward, OriginOperation.ZeroNorm), (origin.Direction, origin.Operation));
        Assert.Equal(new OriginPlace("net", "encoder", "head"), origin.Place);
        Assert.Contains("Going back, PowBackward0 is the first operation that returns NaN.", origin.Sentences());
    }

    [Fact]
    public void A_loss_that_is_finite_but_breaks_on_the_way_back_lies_after_the_last_module()
    {
        using Blocks model = new();
        using Tensor x = randn(4, 8);
        using (IDisposable quiet = no_grad())
        {
            model.@out.weight!.zero_();
            model.@out.bias!.zero_();
        }

        NonFiniteOrigin origin = Incident.Of(model, () => model.call(x).pow(2).sum().sqrt());

        Assert.Equal(OriginDirection.Backward, origin.Direction);
        Assert.Equal(new OriginPlace(null, "out"), origin.Place);
        Assert.True(origin.Operation is OriginOperation.RootSlopeAtZero or OriginOperation.ZeroNorm, origin.Summary.ToString());
    }

    [Fact]
    public void A_gradient_of_a_weight_alone_names_its_module()
    {
        // 0 · ∞: the gradient of the first layer's output is finite, the input is huge.
        using Sequential model = nn.Sequential(("l1", nn.Linear(8, 8)), ("tanh", nn.Tanh()), ("l2", nn.Linear(8, 1)));
        using Tensor x = full([4, 8], 3e38f);
        using (IDisposable quiet = no_grad())
        {
            model.Layer("l1").weight!.zero_();
            model.Layer("l2").weight!.fill_(10);
        }

        NonFiniteOrigin origin = Incident.Of(model, () => model.call(x).sum());

        Assert.Equal((OriginDirection.Backward, "l1.weight", OriginOperation.Overflow), (origin.Direction, origin.Tensor, origin.Operation));
        Assert.Equal("l1", origin.Place.At);
    }
}
