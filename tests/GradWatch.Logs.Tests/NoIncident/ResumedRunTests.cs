using Xunit;

namespace GradWatch.Logs.Tests.NoIncident;

/// <summary>Training stopped and went on, in the same file.</summary>
public sealed class ResumedRunTests
{
    public static TheoryData<int> Seeds => MadeRun.Seeds;

    [Theory]
    [MemberData(nameof(Seeds))]
    public void It_goes_on_from_an_earlier_checkpoint_and_repeats_its_steps(int seed)
    {
        LoggedStep[] first = MadeRun.Healthy(seed, 1000)[..480], second = MadeRun.Healthy(seed + 100, 1000)[400..];

        Said.Nothing(Written.Console([.. first, .. second]), "train.log");
        Said.AnAlarm(Written.Console([.. first, .. second.Exploding(700)]), "train.log", 700);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void With_a_fresh_optimizer_loss_and_norm_are_up_for_some_steps(int seed)
    {
        LoggedStep[] first = MadeRun.Healthy(seed, 1000, from: 8)[..500];
        LoggedStep[] second = [.. Restarted(MadeRun.Healthy(seed + 100, 1000, from: 8)[500..])];

        Said.Nothing(Written.JsonLines([.. first, .. second]), "metrics.jsonl");
        Said.AnAlarm(Written.JsonLines([.. first, .. second.Exploding(650)]), "metrics.jsonl", 650);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Another_run_begins_where_one_ended(int seed)
    {
        LoggedStep[] first = MadeRun.Healthy(seed, 300, to: 1), second = MadeRun.Healthy(seed + 100, 300, to: 1, norm: 4);

        Said.Nothing(Written.Console([.. first, .. second]), "train.log");
        Said.Nothing(Written.Csv([.. first, .. second]), "log.csv");
        Said.AnAlarm(Written.Console([.. first, .. second.Exploding(200)]), "train.log", 200);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Hours_of_a_break_and_another_interval_of_logging(int seed)
    {
        LoggedStep[] first = MadeRun.Healthy(seed, 400), second = MadeRun.Healthy(seed + 100, 200, from: 3, every: 50);
        LoggedStep[] later = [.. second.Select(row => row with { Step = row.Step + 1000 })];

        Said.Nothing(Written.Events([.. first, .. later]), "events.out.tfevents.1.host");
        Said.AnAlarm(Written.Events([.. first, .. later.Exploding(6000)]), "events.out.tfevents.1.host", 6000, within: 300);
    }

    private static IEnumerable<LoggedStep> Restarted(LoggedStep[] steps) => steps.Select((row, i) => row with
    {
        Loss = row.Loss * (1 + (0.3 * Math.Exp(-i / 15.0))),
        Norm = row.Norm * (1 + (1.5 * Math.Exp(-i / 10.0))),
    });
}
