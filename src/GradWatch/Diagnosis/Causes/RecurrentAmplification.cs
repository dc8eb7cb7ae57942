using GradWatch.Diagnosis.Facts;
using GradWatch.Observations;

namespace GradWatch.Diagnosis.Causes;

/// <summary>The same recurrent weights act at every time step: a spectral radius above 1 multiplies the gradient by its power.</summary>
internal sealed class RecurrentAmplification : ICause
{
    private const double Leads = 5;
    // ‖g‖/L at the start: under 30 in healthy networks of 30 layers, 90 and more in recurrent ones that explode.
    private const double PerLossOrdinary = 20;
    // The same of a model whose names say that it is recurrent: under 5 in those that train.
    private const double PerLossRecurrent = 10;

    /// <inheritdoc/>
    public string Id => "recurrent_amplification";

    /// <inheritdoc/>
    public Weighing Weigh(RunFacts run)
    {
        var weighing = new Weighing(-Strength.Moderate);
        OfTensors(weighing, run);
        if (run.Break is { FinitePeaks: true } once)
            weighing.Oppose(Strength.Weak, "at_once", once.Step, once.Times);
        double ordinary = run.Recurrence is null ? PerLossOrdinary : PerLossRecurrent;
        if (run.Start is { Loss: < Usual.LossCheck } start && start.PerLoss > ordinary && run.Onset.Early)
            weighing.Support(
                Strength.Moderate + Strength.Of(Math.Log10(start.PerLoss / ordinary), 1.5, Strength.Moderate), "amplified_backward", start.PerLoss, start.Loss);
        else if (run.Start is { LossIsFinite: true, Loss: > Usual.LossCheck } above)
            weighing.Oppose(Strength.Hint, "loss_amplified_too", above.Loss);
        // Without names a recurrent model cannot be told from a deep one: both multiply.
        if (run.Recurrence is null && run.BadFromTheStart && run.Start is { Decades: > 0 } raised && run.Start.Loss > Usual.LossCheck)
            weighing.Support(Strength.Weak + Strength.Of(raised.Decades, 0.5, Strength.Moderate), "start_norm", raised.Norm, raised.Norm / Usual.NormHigh);
        return weighing.AgainstOutOfTheBlue(run).AgainstVanishing(run);
    }

    private static void OfTensors(Weighing weighing, RunFacts run)
    {
        if (run.Recurrence is not { } recurrence)
        {
            int tensors = run.Record.OfTensors(Quantity.GradNorm).Count();
            if (tensors > 1)
                weighing.Oppose(Strength.Excluding, "no_recurrence", tensors);
            return;
        }
        if (recurrence.IsGated)
            weighing.Oppose(Strength.Weak, "gated", recurrence.Name);
        else
            weighing.Support(run.BadFromTheStart ? Strength.Strong : run.Onset.Early ? Strength.Moderate : Strength.Weak, "recurrent_model", recurrence.Name);
        if (run.TimeSteps is { } time)
            weighing.Support(Strength.Strong, "time_steps", time.Module, time.From, time.To, time.Times);
        if (recurrence.Lead >= Leads)
            weighing.Support(
                Strength.Weak + Strength.Of(Math.Log10(recurrence.Lead), 0.5, Strength.Moderate), "recurrent_leads",
                recurrence.Step, recurrence.Name, recurrence.Norm, recurrence.OtherName, recurrence.Other, recurrence.Lead);
    }
}
