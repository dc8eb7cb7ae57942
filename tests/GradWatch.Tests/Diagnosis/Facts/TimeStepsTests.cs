using GradWatch.Diagnosis.Causes;
using GradWatch.Diagnosis.Facts;
using GradWatch.Observations;
using Xunit;

namespace GradWatch.Tests.Diagnosis.Facts;

public sealed class TimeStepsTests
{
    [Fact]
    public void Activations_logged_by_time_step_tell_from_which_one_they_grow()
    {
        TimeSteps time = Recurrent([1, 1.1, 0.9, 1.2, 4, 16, 64]).Facts.TimeSteps!;
        Assert.Equal(("rec", 3, 6), (time.Module, time.From, time.To));
        Assert.Equal(64 / 1.2, time.Times, 1e-9);
    }

    [Fact]
    public void They_speak_for_a_recurrence_that_amplifies() =>
        Assert.Contains(
            "From time step 3 to 6 the activations of rec grow 53.3 times.",
            new RecurrentAmplification().Weigh(Recurrent([1, 1.1, 0.9, 1.2, 4, 16, 64]).Facts).Evidence.Select(sentence => sentence.ToString()));

    [Fact]
    public void Activations_that_do_not_grow_tell_none() => Assert.Null(Recurrent([1, 1.1, 0.9, 1.2, 1]).Facts.TimeSteps);

    [Fact]
    public void Without_them_no_time_step_is_named() => Assert.Null(SickRuns.Recurrent.Facts.TimeSteps);

    private static MadeRun Recurrent(double[] activations)
    {
        MadeRun run = SickRuns.Recurrent;
        for (int time = 0; time < activations.Length; time++)
            run.With(Quantity.ActivationMax, $"rec.t{time}", activations[time], activations[time], activations[time]);
        return run;
    }
}
