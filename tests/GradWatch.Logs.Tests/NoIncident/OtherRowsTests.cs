using Xunit;

namespace GradWatch.Logs.Tests.NoIncident;

/// <summary>Rows and fields of a log that are neither training loss nor gradient.</summary>
public sealed class OtherRowsTests
{
    public static TheoryData<int> Seeds => MadeRun.Seeds;

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Evaluation_has_another_and_larger_loss(int seed)
    {
        LoggedStep[] run = MadeRun.Healthy(seed, 600, from: 6, to: 0.5);

        Said.Nothing(Written.TrainerState(run), "trainer_state.json");
        Said.Nothing(Evaluated(run), "train.log");
        Said.Nothing(Split(run), "metrics.jsonl");
        Said.AnAlarm(Evaluated(run.Exploding(400)), "train.log", 400);
        Said.AnAlarm(Split(run.Exploding(400)), "metrics.jsonl", 400);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_loss_of_evaluation_that_is_no_number(int seed)
    {
        LoggedStep[] run = MadeRun.Healthy(seed, 300);

        Said.Nothing(Measured(run, "val_loss"), "metrics.jsonl");
        Said.AnAlarm(Measured(run.Exploding(200), "val_loss"), "metrics.jsonl", 200);
    }

    [Theory]
    [InlineData("AP")]
    [InlineData("bbox_mAP_s")]
    [InlineData("FID")]
    [InlineData("time")]
    [InlineData("eta")]
    [InlineData("tokens_per_second")]
    [InlineData("accuracy")]
    [InlineData("reward_std")]
    public void A_measure_that_is_no_number(string field)
    {
        LoggedStep[] run = MadeRun.Healthy(1, 300);

        Said.Nothing(Measured(run, field), "metrics.jsonl");
        Said.AnAlarm(Measured(run.Exploding(200), field), "metrics.jsonl", 200);
        string text = string.Concat(run.Select(row => Written.Console([row]).TrimEnd() + $" | {field} nan\n"));
        Said.Nothing(text, "train.log");
        Said.AnAlarm(text + $"step 300 | loss nan | grad_norm nan | lr 1e-4 | {field} nan\n", "train.log", 300);
        Said.Nothing($"step,loss,grad_norm,{field}\n" + string.Concat(run.Select(row => Written.Line(
            $"{row.Step},{row.Loss:G6},{row.Norm:G6},nan\n"))), "log.csv");
    }

    private static string Evaluated(LoggedStep[] run) => string.Concat(run.Select(row => Written.Console([row]) + (row.Step % 100 == 99
        ? Written.Line($"Validation: step {row.Step} | loss {Written.Python(row.Loss * 5)} | ppl nan\n")
        : "")));

    private static string Split(LoggedStep[] run) => string.Concat(run.Select(row => Written.JsonLines([row]) + (row.Step % 50 == 49
        ? Written.Line($$"""{"split": "val", "step": {{row.Step}}, "loss": {{Written.Python(row.Loss * 20)}}}""") + "\n"
        : "")));

    private static string Measured(LoggedStep[] run, string field) => string.Concat(run.Select(row =>
        Written.JsonLines([row]).TrimEnd()[..^1] + $", \"{field}\": NaN}}\n"));
}
