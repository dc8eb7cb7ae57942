using Xunit;

namespace GradWatch.Logs.Tests.NoIncident;

/// <summary>The learning rate does what it is meant to.</summary>
public sealed class ScheduleTests
{
    public static TheoryData<int> Seeds => MadeRun.Seeds;

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_warm_up_with_a_hump_in_the_norm_at_its_top(int seed)
    {
        LoggedStep[] run = WarmedUp(seed);

        Said.Nothing(Written.TrainerState(run), "trainer_state.json");
        Said.AnAlarm(Written.TrainerState(run.Exploding(1000)), "trainer_state.json", 1000, within: 50);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_rate_cut_to_a_tenth_after_which_the_loss_falls_and_the_norm_rises(int seed)
    {
        LoggedStep[] run = MadeRun.Healthy(seed, 600, from: 2.3, to: 0.8, rate: 0.1)
            .From(400, (row, _) => row with { Loss = row.Loss * 0.6, Norm = row.Norm * 2.2, Rate = 0.01 });

        Said.Nothing(Written.Csv(run), "log.csv");
        Said.AnAlarm(Written.Csv(run.Exploding(450)), "log.csv", 450);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_cosine_with_restarts_at_each_of_which_the_loss_goes_up_a_little(int seed)
    {
        LoggedStep[] run = [.. MadeRun.Healthy(seed, 900, from: 6, to: 2).Select(row => row with
        {
            Loss = row.Loss * (1 + (row.Step < 300 ? 0 : 0.25 * Math.Exp(-(row.Step % 300) / 20.0))),
            Rate = 3e-4 * 0.5 * (1 + Math.Cos(Math.PI * (row.Step % 300) / 300)),
        })];

        Said.Nothing(Written.JsonLines(run), "metrics.jsonl");
        Said.AnAlarm(Written.JsonLines(run.Exploding(600)), "metrics.jsonl", 600);
    }

    // A row every ten steps, as that trainer logs by default: 500 steps of warm-up from a large first norm to the usual one.
    private static LoggedStep[] WarmedUp(int seed) =>
    [
        .. MadeRun.Healthy(seed, 300, from: 10.8, to: 3.2, norm: 0.5, every: 10).Select(row => row with
        {
            Norm = row.Norm * (1 + (8 * Math.Exp(-row.Step / 100.0)) + (2 * Math.Exp(-Math.Pow((row.Step - 500) / 150.0, 2)))),
            Rate = 3e-4 * Math.Min(1, (row.Step + 10) / 500.0),
        }),
    ];
}
