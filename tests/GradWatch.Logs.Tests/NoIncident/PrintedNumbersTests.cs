using Xunit;

namespace GradWatch.Logs.Tests.NoIncident;

/// <summary>What a number looks like when it is printed is not what training does.</summary>
public sealed class PrintedNumbersTests
{
    public static TheoryData<int> Seeds => MadeRun.Seeds;

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Three_decimals_leave_one_digit_of_a_small_loss_and_norm(int seed)
    {
        LoggedStep[] run = MadeRun.Healthy(seed, 800, from: 0.7, to: 0.002, norm: 0.004);

        Said.Nothing(Written.Console(run, decimals: 3), "train.log");
        Said.AnAlarm(Written.Console(run.Exploding(500), decimals: 3), "train.log", 500, within: 16);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_norm_that_is_measured_at_every_tenth_step_and_printed_at_each(int seed)
    {
        LoggedStep[] run = MadeRun.Healthy(seed, 600);

        Said.Nothing(Written.Csv(Stale(run)), "log.csv");
        Said.AnAlarm(Written.Csv(Stale(run.Exploding(400))), "log.csv", 400);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_norm_that_is_0_where_it_was_not_measured(int seed)
    {
        LoggedStep[] run = MadeRun.Healthy(seed, 600);

        Said.Nothing(Written.JsonLines(Zeroed(run)), "metrics.jsonl");
        Said.AnAlarm(Written.JsonLines(Zeroed(run.Exploding(400))), "metrics.jsonl", 400);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_norm_that_is_always_0(int seed)
    {
        LoggedStep[] run = [.. MadeRun.Healthy(seed, 600).Select(row => row with { Norm = 0 })];

        Said.Nothing(Written.Console(run), "train.log");
        Said.AnAlarm(Written.Console(run.Exploding(400)), "train.log", 400);
    }

    private static LoggedStep[] Stale(LoggedStep[] run) => [.. run.Select((row, i) => row with { Norm = run[i - (i % 10)].Norm })];

    private static LoggedStep[] Zeroed(LoggedStep[] run) => [.. run.Select((row, i) => i % 10 == 0 ? row : row with { Norm = 0 })];
}
