using Xunit;

namespace GradWatch.Logs.Tests.NoIncident;

/// <summary>Dynamic loss scaling tries a larger scale now and then; the step that overflows is skipped and the scale halved.</summary>
public sealed class LossScaleTests
{
    private const int Interval = 40;

    public static TheoryData<int> Seeds => MadeRun.Seeds;

    [Theory]
    [MemberData(nameof(Seeds))]
    public void An_overflow_every_so_many_steps_with_the_scale_beside_it(int seed)
    {
        LoggedStep[] run = MadeRun.Healthy(seed, 400);

        Said.Nothing(Scaled(run, double.PositiveInfinity), "log.csv");
        Said.Nothing(Scaled(run, double.NaN), "log.csv");
        Said.AnAlarm(Scaled(run.Exploding(210), double.PositiveInfinity), "log.csv", 210);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void An_overflow_that_the_trainer_says_it_skips(int seed)
    {
        LoggedStep[] run = MadeRun.Healthy(seed, 400);

        Said.Nothing(Skipping(run), "train.log");
        Said.AnAlarm(Skipping(run.Exploding(210)), "train.log", 210);
    }

    private static string Scaled(LoggedStep[] run, double overflowed)
    {
        double scale = 65536;
        return "step,loss,grad_norm,loss_scale\n" + string.Concat(run.Select(row =>
        {
            bool overflows = row.Step % Interval == Interval - 1;
            scale = overflows ? scale / 2 : row.Step % Interval == Interval / 2 ? scale * 2 : scale;
            double norm = overflows ? overflowed : row.Norm;
            return Written.Line($"{row.Step},{Written.Python(row.Loss)},{Written.Python(norm)},{scale}\n");
        }));
    }

    private static string Skipping(LoggedStep[] run) => string.Concat(run.Select(row => row.Step % Interval == Interval - 1
        ? Written.Console([row]) + "Gradient overflow.  Skipping step, loss scaler 0 reducing loss scale to 32768.0\n"
        : Written.Console([row])));
}
