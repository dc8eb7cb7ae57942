using GradWatch.TorchSharp;
using GradWatch.Workloads.Data;
using GradWatch.Workloads.Loops;
using static TorchSharp.torch;

namespace GradWatch.Workloads.Drawn;

/// <summary>Builds the training of a plan.</summary>
internal static class DrawnLoop
{
    private const double FixedScale = 64;

    internal static TrainingLoop Of(Plan plan)
    {
        manual_seed(plan.Seed);
        if (plan.Network == Network.Gan)
            return new Adversarial(DrawnOptimizer.Rate(plan, 0));
        nn.Module<Tensor, Tensor> net = DrawnNet.Of(plan);
        DynamicLossScale scale = new() { Interval = 20 + (plan.Seed % 60), Initial = Math.Pow(2, 8 + (plan.Seed % 9)) };
        bool isDynamic = plan.Arithmetic == Arithmetic.DynamicHalf;
        void Guarded(WatchOptions options) => Guard(plan, options, isDynamic ? scale : null);
        return new Supervised(net, DrawnOptimizer.Of(plan, net), LossOf(plan, net), Guarded)
        {
            Rate = step => DrawnOptimizer.Rate(plan, step),
            FixedScale = plan.Fault.Is(FaultKind.Overflow) ? plan.Fault.Size : plan.Arithmetic == Arithmetic.Half ? FixedScale : 1,
            Scaled = isDynamic ? scale.Scale : loss => loss,
        };
    }

    private static void Guard(Plan plan, WatchOptions options, DynamicLossScale? scale)
    {
        if (plan.Clip is { } norm)
            options.ClipGradientNorm(norm);
        if (plan.Skips)
            options.SkipNonFiniteSteps();
        if (scale is not null)
            options.ScaleLoss(scale);
    }

    private static Func<long, Tensor> LossOf(Plan plan, nn.Module<Tensor, Tensor> net)
    {
        if (plan.Network == Network.Bandit)
        {
            Bandit bandit = new(plan.Batch);
            return _ => bandit.Loss(net);
        }
        DrawnData data = new(plan);
        ScalarType type = DrawnNet.TypeOf(plan);
        return step =>
        {
            (Tensor inputs, Tensor targets) = data.Batch(step);
            Tensor outputs = net.call(type == ScalarType.Float32 ? inputs : inputs.to(type));
            return DrawnLoss.Of(plan, outputs.to(float32), targets);
        };
    }
}
