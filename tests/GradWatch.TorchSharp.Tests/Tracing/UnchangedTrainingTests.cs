using GradWatch.TorchSharp;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tests.Tracing;

/// <summary>A trace leaves the training as it found it, to the bit.</summary>
[Collection("torch")]
public sealed class UnchangedTrainingTests
{
    public UnchangedTrainingTests() => LibTorch.Require();

    /// <summary>What a replay may do to spoil a training.</summary>
    public static TheoryData<string> Replays => ["good", "throws", "throws midway", "draws numbers", "calls backward", "returns a constant"];

    [Theory]
    [MemberData(nameof(Replays))]
    public void A_training_with_traced_incidents_goes_on_as_one_without(string replay)
    {
        float[] plain = Train(null), traced = Train(replay);

        Assert.Equal(plain, traced);
    }

    [Fact]
    public void Gradients_are_the_very_tensors_they_were()
    {
        using Training training = new();
        using optim.Optimizer optimizer = training.Sgd();
        using TrainingWatch watch = TrainingWatch.Attach(training.Model, optimizer, options => options.Trace());
        using Tensor loss = training.Backward();
        Parameter weight = training.Model.parameters().First();
        using Tensor gradient = weight.grad!;
        using (IDisposable quiet = no_grad())
            gradient[0, 0] = float.NaN;
        float[] before = gradient.data<float>().ToArray();

        watch.Observe(loss);
        watch.TraceNow(training.Loss);

        using Tensor after = weight.grad!;
        Assert.Equal(before, after.data<float>().ToArray());
        using (IDisposable quiet = no_grad())
            gradient[1, 1] = 7;
        Assert.Equal(7, after[1, 1].item<float>());
    }

    [Fact]
    public void Gradients_of_a_model_that_the_loss_passes_through_are_not_touched()
    {
        manual_seed(1);
        using Linear generator = nn.Linear(4, 4), critic = nn.Linear(4, 1);
        using optim.Optimizer optimizer = optim.SGD(generator.parameters(), 0.1);
        using TrainingWatch watch = TrainingWatch.Attach(generator, optimizer, options => options.Trace());
        using Tensor z = randn(8, 4);
        Tensor Loss() => critic.call(generator.call(z)).mean();
        using Tensor loss = Loss();
        loss.backward();
        float[] before = critic.weight!.grad!.data<float>().ToArray();

        watch.TraceNow(Loss);

        Assert.Equal(before, critic.weight.grad!.data<float>().ToArray());
    }

    [Fact]
    public void A_hook_of_the_users_that_throws_in_the_second_run_changes_nothing()
    {
        using Training training = new();
        using optim.Optimizer optimizer = training.Sgd();
        using TrainingWatch watch = TrainingWatch.Attach(training.Model, optimizer, options => options.Trace());
        int calls = 0;
        training.Model.register_forward_hook((_, _, output) => ++calls == 2 ? throw new InvalidOperationException("of the user's hook") : output);
        using Tensor loss = training.Backward();
        float[] before = training.Model.parameters().First().data<float>().ToArray();
        training.Model.parameters().First().grad!.fill_(float.NaN);

        watch.Step(loss, training.Loss);

        Assert.Contains("The re-run threw InvalidOperationException: of the user's hook", Assert.Single(watch.Monitor.Origins).Sentences());
        Assert.Equal(2, calls);
        Assert.All(training.Model.parameters().First().data<float>().ToArray(), value => Assert.True(float.IsNaN(value)));
        Assert.DoesNotContain(before, float.IsNaN);
    }

    [Fact]
    public void All_hooks_are_off_when_a_step_is_done_and_the_watch_is_closed()
    {
        using Training training = new();
        using optim.Optimizer optimizer = training.Sgd();
        using (TrainingWatch watch = TrainingWatch.Attach(training.Model, optimizer, options => options.Trace()))
        {
            using Tensor loss = training.Backward();
            using (IDisposable quiet = no_grad())
                training.Model.parameters().First().grad![0, 0] = float.NaN;
            watch.Step(loss, training.Loss);
            // The model's own call is marked until the watch is closed, to keep the state that a step begins from.
            Assert.Equal(1, Hooks(training.Model));
        }
        Assert.Equal(0, Hooks(training.Model));
    }

    private static int Hooks(nn.Module model) => model.modules().Prepend(model).OfType<nn.Module<Tensor, Tensor>>().Distinct().Sum(module =>
        new[] { "pre_hooks", "post_hooks" }.Sum(field => ((System.Collections.ICollection)Field(module.GetType(), field).GetValue(module)!).Count));

    private static System.Reflection.FieldInfo Field(Type? type, string name)
    {
        while (type!.GetField(name, System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic) is null)
            type = type.BaseType;
        return type.GetField(name, System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)!;
    }

    // BatchNorm and dropout, three steps whose batch holds a NaN; the loop skips those itself, as a guard would.
    private static float[] Train(string? replay)
    {
        manual_seed(5);
        using Sequential model = nn.Sequential(
            ("l1", nn.Linear(8, 16)), ("bn", nn.BatchNorm1d(16)), ("relu", nn.ReLU(inplace: true)), ("drop", nn.Dropout(0.3)), ("l2", nn.Linear(16, 1)));
        using optim.Optimizer optimizer = optim.Adam(model.parameters(), 0.01);
        using TrainingWatch? watch = replay is null ? null : TrainingWatch.Attach(model, optimizer, options => options.Trace(new TraceOptions { MostReplays = 10 }));
        List<float> losses = [];
        for (int step = 0; step < 24; step++)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor x = randn(16, 8), y = randn(16, 1);
            bool bad = step is 5 or 6 or 13;
            if (bad)
                y[3, 0] = float.PositiveInfinity;
            optimizer.zero_grad();
            Tensor Loss() => nn.functional.mse_loss(model.call(x), y);
            Tensor loss = Loss();
            loss.backward();
            losses.Add(loss.item<float>());
            if (bad)
            {
                // Observes a step that is not taken; only the trace may differ.
                watch?.Step(loss, () => Replayed(replay!, Loss, model, x));
                if (watch is null)
                    optimizer.step();
                Repair(model, optimizer);
            }
            else if (watch is null)
            {
                optimizer.step();
            }
            else
            {
                watch.Step(loss, () => Replayed(replay!, Loss, model, x));
            }
        }
        if (watch is not null)
            Assert.Equal(2, watch.Monitor.Origins.Count);
        return [.. losses, .. model.parameters().SelectMany(p => p.data<float>().ToArray()), .. model.named_buffers().Where(b => b.buffer.is_floating_point()).SelectMany(b => b.buffer.data<float>().ToArray()), .. rand(4).data<float>().ToArray()];
    }

    // The step has made weights and moments NaN: they are set anew alike in both trainings.
    private static void Repair(nn.Module model, optim.Optimizer optimizer)
    {
        using IDisposable quiet = no_grad();
        foreach (Parameter parameter in model.parameters())
            parameter.fill_(0.1f);
        foreach (OptimizerState state in ((OptimizerHelper)optimizer).state_dict().State)
        {
            ((Adam.State)state).exp_avg.zero_();
            ((Adam.State)state).exp_avg_sq.zero_();
        }
    }

    private static Tensor Replayed(string kind, Func<Tensor> loss, nn.Module<Tensor, Tensor> model, Tensor x)
    {
        switch (kind)
        {
            case "throws":
                throw new InvalidOperationException("the batch is gone");
            case "throws midway":
                model.call(x);
                throw new InvalidOperationException("half way");
            case "draws numbers":
                return loss() * rand(1);
            case "calls backward":
                Tensor value = loss();
                value.backward();
                return value;
            case "returns a constant":
                return full(1, float.NaN);
            default:
                return loss();
        }
    }
}
