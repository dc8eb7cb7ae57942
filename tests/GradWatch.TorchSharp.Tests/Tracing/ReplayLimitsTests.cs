using GradWatch.Diagnosis.Origins;
using GradWatch.TorchSharp;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tests.Tracing;

[Collection("torch")]
public sealed class ReplayLimitsTests
{
    public ReplayLimitsTests()
    {
        LibTorch.Require();
        manual_seed(1);
    }

    [Fact]
    public void Without_a_replay_the_gradients_alone_tell_and_the_report_says_so()
    {
        using CodeBetween model = new(h => (h * 0).sqrt());
        using Tensor x = randn(4, 8);

        NonFiniteOrigin origin = Incident.Of(model, () => model.call(x).mean(), replay: false, steps: 1);

        Assert.False(origin.Replayed);
        Assert.Equal((OriginDirection.Backward, OriginFault.Unknown, OriginOperation.Unknown), (origin.Direction, origin.Fault, origin.Operation));
        Assert.Equal(new OriginPlace(null, "encoder", "head"), origin.Place);
        Assert.Contains("No re-run was given to watch.Step: input, weight and operation cannot be told apart.", origin.Sentences());
    }

    [Fact]
    public void A_watch_that_was_not_asked_to_trace_does_so_where_the_loop_gives_a_replay()
    {
        using Blocks model = new();
        using optim.Optimizer optimizer = optim.SGD(model.parameters(), 0);
        using TrainingWatch watch = TrainingWatch.Attach(model, optimizer);
        using Tensor x = randn(4, 8);
        Tensor Loss() => model.call(x).log().mean();
        using Tensor loss = Loss();
        loss.backward();

        watch.Step(loss, Loss);

        NonFiniteOrigin origin = Assert.Single(watch.Monitor.Origins);
        Assert.True(origin.Replayed);
        Assert.Contains("The generator and the buffers were not kept before this step: dropout and the like may differ.", origin.Sentences());
    }

    [Fact]
    public void A_second_run_with_dropout_gives_the_same_loss_to_the_bit()
    {
        using Sequential model = nn.Sequential(
            ("l1", nn.Linear(8, 8)), ("drop", nn.Dropout(0.5)), ("sqrt", new Operation("sqrt", h => h.abs().sqrt())), ("l2", nn.Linear(8, 1)));

        // The batch is drawn between the steps, after the state that the last step left.
        Tensor x = randn(4, 8);
        NonFiniteOrigin origin = Incident.Of(model, () => model.call(x).mean(), before: _ => x = randn(4, 8).DetachFromDisposeScope());

        Assert.Equal("sqrt", origin.Place.At);
        Assert.Contains(origin.Sentences(), sentence => sentence.EndsWith("to the bit.", StringComparison.Ordinal));
    }

    [Fact]
    public void A_loss_that_draws_numbers_before_it_calls_the_model_is_the_same_too()
    {
        using Sequential model = nn.Sequential(("l1", nn.Linear(8, 8)), ("drop", nn.Dropout(0.5)), ("sqrt", new Operation("sqrt", h => h.abs().sqrt())));

        NonFiniteOrigin origin = Incident.Of(model, () => model.call(randn(4, 8)).mean());

        Assert.Contains(origin.Sentences(), sentence => sentence.EndsWith("to the bit.", StringComparison.Ordinal));
    }

    [Fact]
    public void Code_that_is_not_deterministic_is_said_to_be()
    {
        using Blocks model = new();
        using Tensor x = randn(4, 8);
        int calls = 0;

        NonFiniteOrigin origin = Incident.Of(model, () => ++calls == 1 ? (model.call(x) * 0).log().mean() : model.call(x).mean());

        Assert.False(origin.Replayed);
        Assert.Contains(origin.Sentences(), sentence => sentence.StartsWith("The re-run does not reproduce it", StringComparison.Ordinal));
    }

    [Fact]
    public void A_second_run_that_differs_in_its_loss_says_so_and_still_names_the_place()
    {
        using Sequential model = nn.Sequential(("l1", nn.Linear(8, 8)), ("sqrt", new Operation("sqrt", h => (h * 0).sqrt())), ("l2", nn.Linear(8, 1)));
        using Tensor x = randn(4, 8);
        int calls = 0;

        NonFiniteOrigin origin = Incident.Of(model, () => model.call(x).mean() * ++calls);

        Assert.Equal("sqrt", origin.Place.At);
        Assert.Contains(origin.Sentences(), sentence => sentence.Contains("where the step had", StringComparison.Ordinal));
    }

    [Fact]
    public void An_incident_is_traced_where_it_begins_and_not_at_each_of_its_steps()
    {
        using Blocks model = new();
        using optim.Optimizer optimizer = optim.SGD(model.parameters(), 0);
        using TrainingWatch watch = TrainingWatch.Attach(model, optimizer, options => options.Trace(new TraceOptions { MostReplays = 1 }));
        using Tensor x = randn(4, 8);
        for (int step = 0; step < 9; step++)
        {
            using DisposeScope scope = NewDisposeScope();
            // Bad at 0–2 and 6–8.
            Tensor Loss() => step % 6 < 3 ? model.call(x).log().mean() : model.call(x).mean();
            optimizer.zero_grad();
            Tensor loss = Loss();
            loss.backward();
            watch.Step(loss, Loss);
            Heal(model);
        }

        Assert.Equal([0L, 6L], watch.Monitor.Origins.Select(origin => origin.Step));
        Assert.Equal([true, false], watch.Monitor.Origins.Select(origin => origin.Replayed));
        Assert.Contains("1 incidents of this run were run again, the most that was asked for; this one was not.", watch.Monitor.Origins[1].Sentences());
    }

    // 0 · NaN is NaN: even a rate of 0 spreads it to the weights.
    private static void Heal(nn.Module model)
    {
        using IDisposable quiet = no_grad();
        foreach (Parameter parameter in model.parameters())
            parameter.fill_(-0.1);
    }
}
