using GradWatch.TorchSharp;
using GradWatch.Workloads.Data;
using GradWatch.Workloads.Loops;
using GradWatch.Workloads.Nets;
using static GradWatch.Workloads.Scenarios.Scenario;
using static TorchSharp.torch;

namespace GradWatch.Workloads.Scenarios;

/// <summary>Small transformers on letters, normalized before the sub-layers or after them.</summary>
internal static class TransformerScenarios
{
    private const string TooHigh = "learning_rate_too_high|missing_warmup";
    private const int Batch = 16, WarmUp = 50;

    internal static Group All { get; } = new("Transformers",
    [
        Sick("gpt_post_L6_lr5e-2_nowarm", TooHigh, FirstBadStep.Start, 150, () => Adam(6, false, 5e-2)),
        Sick("gpt_pre_L4_lr1e-1_nowarm", TooHigh, FirstBadStep.Start, 150, () => Adam(4, true, 1e-1)),
        Sick("gpt_pre_L4_sgd_lr10", TooHigh, FirstBadStep.Measured, 60, Descending),
        Healthy("gpt_pre_L4_lr1e-3_warm", 250, () => Adam(4, true, 1e-3, Warmed)),
        Healthy("gpt_post_L6_lr1e-3_warm_clip1", 250, () => Adam(6, false, 1e-3, Warmed, options => options.ClipGradientNorm(1))),
        Healthy("gpt_post_L12_lr3e-3_nowarm", 150, () => Adam(12, false, 3e-3)),
    ]);

    private static double Warmed(long step) => 1e-3 * Math.Min(1, (step + 1.0) / WarmUp);

    private static Supervised Adam(
        int depth, bool normalizesFirst, double rate, Func<long, double>? schedule = null, Action<WatchOptions>? guard = null)
    {
        SmallGpt net = new(depth, normalizesFirst);
        return new Supervised(net, optim.Adam(net.parameters(), rate), Loss(net), guard) { Rate = schedule };
    }

    private static Supervised Descending()
    {
        SmallGpt net = new(4, normalizesFirst: true);
        return new Supervised(net, optim.SGD(net.parameters(), 10), Loss(net));
    }

    private static Func<long, Tensor> Loss(SmallGpt net)
    {
        MarkovText text = new();
        return _ =>
        {
            Tensor letters = text.Batch(Batch, SmallGpt.Length);
            Tensor logits = net.call(letters.narrow(1, 0, SmallGpt.Length));
            Tensor next = letters.narrow(1, 1, SmallGpt.Length);
            return nn.functional.cross_entropy(logits.reshape(-1, MarkovText.Letters), next.reshape(-1));
        };
    }
}
