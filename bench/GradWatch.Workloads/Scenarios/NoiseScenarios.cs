using GradWatch.Workloads.Data;
using GradWatch.Workloads.Loops;
using GradWatch.Workloads.Nets;
using static GradWatch.Workloads.Scenarios.Scenario;
using static TorchSharp.torch;

namespace GradWatch.Workloads.Scenarios;

/// <summary>Noisy by nature: opposed networks, rewards, heavy tails, an optimizer at the bottom of a loss.</summary>
internal static class NoiseScenarios
{
    private const string HeavyTail = "heavy_tailed_gradients";
    private const int Features = 16;

    internal static Group All { get; } = new("Noise",
    [
        Healthy("gan_adam", 1000, () => new Adversarial(1e-3)),
        Event("gan_adam_lr5e-2", "learning_rate_too_high|missing_warmup", FirstBadStep.None, 400, () => new Adversarial(5e-2)),
        Healthy("reinforce", 500, Rewarded),
        Event("heavy_tail_targets_b1", HeavyTail, FirstBadStep.None, 1500, () => HeavyTailed(1)),
        Event("heavy_tail_targets_b2", HeavyTail, FirstBadStep.None, 1500, () => HeavyTailed(2)),
        Event("adam_late_spikes", "optimizer_state|learning_rate_too_high", FirstBadStep.None, 2500, AtTheBottom),
    ]);

    // Noise with Student's t distribution of two degrees of freedom: of infinite variance.
    private static Supervised HeavyTailed(int batch)
    {
        DeepNet net = new([Features, 32, 32, 1], () => nn.ReLU());
        Regression data = new(Features);
        return new Supervised(net, optim.SGD(net.parameters(), 1e-3), _ =>
        {
            (Tensor inputs, Tensor targets) = data.Batch(batch);
            Tensor noise = randn(batch, 1) / (randn(batch, 2).pow(2).mean([1], keepdim: true)).sqrt();
            return nn.functional.mse_loss(net.call(inputs), targets + noise);
        });
    }

    private static Supervised Rewarded()
    {
        DeepNet policy = new([Bandit.Contexts, 32, Bandit.Actions], () => nn.Tanh());
        Bandit bandit = new(batch: 32);
        return new Supervised(policy, optim.Adam(policy.parameters(), 3e-3), _ => bandit.Loss(policy));
    }

    // All data in every step, no noise: at the bottom Adam's second moment dwindles until a step is too long, and it comes back.
    private static Supervised AtTheBottom()
    {
        DeepNet net = new([Features, 32, 32, 1], () => nn.Tanh());
        (Tensor inputs, Tensor targets) = new Regression(Features).Batch(32, noise: 0);
        return new Supervised(net, optim.Adam(net.parameters(), 1e-2), Recipe.MseOnAll(net, inputs, targets));
    }
}
