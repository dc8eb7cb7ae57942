using static TorchSharp.torch;

namespace GradWatch.Workloads.Drawn;

/// <summary>The optimizer of a plan and its learning rate at each step.</summary>
internal static class DrawnOptimizer
{
    private const double WarmUpShare = 0.1, DecayAt = 0.6, Decay = 0.1;

    internal static optim.Optimizer Of(Plan plan, nn.Module net)
    {
        double rate = Rate(plan, 0);
        return plan.Descent switch
        {
            Descent.Sgd => optim.SGD(net.parameters(), rate),
            Descent.Momentum => optim.SGD(net.parameters(), rate, momentum: 0.9),
            Descent.Adam => optim.Adam(net.parameters(), rate),
            Descent.AdamW => optim.AdamW(net.parameters(), rate),
            Descent.RmsProp => optim.RMSProp(net.parameters(), rate),
            _ => optim.Adagrad(net.parameters(), rate),
        };
    }

    internal static double Rate(Plan plan, long step)
    {
        bool isHigh = plan.Fault.Kind is FaultKind.HighRate or FaultKind.RateJump && step >= plan.Fault.Step;
        return plan.Rate * (isHigh ? plan.Fault.Size : 1) * Share(plan, step);
    }

    private static double Share(Plan plan, long step)
    {
        double done = (step + 1.0) / plan.Steps;
        return plan.RateCourse switch
        {
            RateCourse.WarmUpCosine => Math.Min(1, done / WarmUpShare) * 0.5 * (1 + Math.Cos(Math.PI * done)),
            RateCourse.StepDecay => done > DecayAt ? Decay : 1,
            _ => 1,
        };
    }
}
