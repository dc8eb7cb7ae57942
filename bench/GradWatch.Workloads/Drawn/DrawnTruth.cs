using GradWatch.TorchSharp;
using GradWatch.Workloads.Scenarios;

namespace GradWatch.Workloads.Drawn;

/// <summary>What is true of a drawn training: from the fault that was built in, and its losses beside those without the fault.</summary>
internal static class DrawnTruth
{
    private static readonly Truth Healthy = new(Label.Healthy), Unclear = new(Label.Unclear);

    // Shares of what is learnt without the fault; the loss over an earlier one; the largest gradient norm over the median one.
    private const double Nothing = 0.1, NearlyAll = 0.8, StillUp = 0.97, StaysUp = 3, Back = 1.5, Tail = 10, Quiet = 100;

    internal static Truth Of(Plan plan, IReadOnlyList<StepResult> steps, IReadOnlyList<StepResult> control)
    {
        // With a dynamic scale steps overflow by design, and are not made.
        LossCourse run = new([.. plan.Arithmetic == Arithmetic.DynamicHalf ? steps.Where(step => step.Stepped) : steps]);
        if (run.Steps.Count == 0)
            return Unclear;
        if (plan.Fault.Is(FaultKind.None))
            return IsHealthy(plan, run) ? Healthy : Unclear;
        bool isKept = plan.Fault.Is(FaultKind.HeavyTail) ? IsTailed(run) : IsKept(plan, run, new LossCourse(control));
        bool isLost = !run.EndsFinite || (!plan.Fault.Is(FaultKind.HeavyTail) && IsLost(run, new LossCourse(control)));
        return isLost ? Sick(plan, run) : isKept ? new Truth(Label.Event, DrawnCause.Of(plan), BadStep(plan, run)) : Unclear;
    }

    // It blew up and stayed up, or it does not learn at all what the same network learns without the fault.
    private static bool IsLost(LossCourse run, LossCourse control)
    {
        if (control.Steps.Count == 0)
            return false;
        bool burst = FirstBadStep.Measured.Of(run.Steps) is not null;
        bool learns = run.End < StillUp * run.First;
        bool learnsNothing = control.CameDown && Progress(run, control) < Nothing && (burst || !learns);
        return learnsNothing || (burst && run.End > StaysUp * control.First);
    }

    // What happened shows, and in the end the network is as good as it would have been, or as it was before.
    private static bool IsKept(Plan plan, LossCourse run, LossCourse control)
    {
        if (!control.CameDown)
            return false;
        bool isLearnt = Progress(run, control) >= NearlyAll;
        if (plan.Fault.Step == 0)
            return isLearnt && FirstBadStep.Measured.Of(run.Steps) is not null;
        bool isOneBatch = plan.Fault.Kind is FaultKind.CorruptBatch or FaultKind.NotANumber or FaultKind.RootOfZero;
        bool isBack = run.End <= Back * run.LevelBefore(plan.Fault.Step);
        return run.Felt(plan.Fault.Step) && (isBack || (isOneBatch && isLearnt));
    }

    private static double Progress(LossCourse run, LossCourse control) => (control.First - run.End) / (control.First - control.End);

    private static bool IsTailed(LossCourse run) => run.EndsFinite && run.End <= StaysUp * run.Start && run.Burst > Tail;

    // Rewards are noise around zero, and opposed losses do not fall: there it is enough that nothing bursts.
    private static bool IsHealthy(Plan plan, LossCourse run) => run.AllFinite && plan.Network switch
    {
        Network.Bandit => run.Burst < Quiet,
        Network.Gan => FirstBadStep.Measured.Of(run.Steps) is null,
        _ => run.CameDown,
    };

    private static Truth Sick(Plan plan, LossCourse run)
    {
        bool vanishes = plan.Fault.Is(FaultKind.SmallWeights) && FirstBadStep.Measured.Of(run.Steps) is null;
        return vanishes
            ? new Truth(Label.Vanishing, DrawnCause.Of(plan))
            : new Truth(Label.Sick, DrawnCause.Of(plan), BadStep(plan, run) ?? FirstBadStep.MeasuredOrStart.Of(run.Steps));
    }

    private static long? BadStep(Plan plan, LossCourse run) =>
        plan.Fault.Step > 0 ? plan.Fault.Step
        : plan.Fault.Is(FaultKind.LargeWeights) ? 0
        : FirstBadStep.Measured.Of(run.Steps);
}
