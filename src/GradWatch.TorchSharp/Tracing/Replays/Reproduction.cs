using GradWatch.Statistics;
using GradWatch.TorchSharp.Watching;

namespace GradWatch.TorchSharp.Tracing.Replays;

/// <summary>How far a second run of a step is the step.</summary>
internal enum Reproduced
{
    /// <summary>Nothing in it is not finite.</summary>
    No,
    /// <summary>Something is not finite, but other numbers differ.</summary>
    Alike,
    /// <summary>The loss is the same to the bit, and so are the gradients.</summary>
    Exactly,
}

/// <summary>Compares a second run with the step that was.</summary>
internal static class Reproduction
{
    internal static Reproduced Of(Replay run, StepContext step, ParameterRoster roster)
    {
        bool broke = run.IsNonFinite || run.Forward.Any(moment => moment.Bad is not null);
        if (!broke)
            return Reproduced.No;
        if (run.Thrown is not null || (step.HasLoss && !step.Loss.Equals(run.LossValue)))
            return Reproduced.Alike;
        // The gradients of the step have the loss scale taken out, those of the re-run have not: then the loss must do.
        if (step.LossScale != 1)
            return Reproduced.Exactly;
        foreach (WatchedParameter parameter in roster.Parameters)
        {
            if (parameter.HasGradient && run.Gradients.TryGetValue(parameter.Name, out TensorReading? again) && !Same(parameter.Gradient, again.Statistics))
                return Reproduced.Alike;
        }
        return Reproduced.Exactly;
    }

    private static bool Same(in TensorStatistics one, in TensorStatistics other) =>
        one.NaN == other.NaN && one.PositiveInfinity == other.PositiveInfinity && one.NegativeInfinity == other.NegativeInfinity && one.L2.Equals(other.L2);
}
