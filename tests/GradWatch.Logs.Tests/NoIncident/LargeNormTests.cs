using Xunit;

namespace GradWatch.Logs.Tests.NoIncident;

/// <summary>Networks whose gradients are large by nature: a norm above 100 is information there, and no alarm.</summary>
public sealed class LargeNormTests
{
    public static TheoryData<int> Seeds => MadeRun.Seeds;

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_vision_transformer_whose_norm_climbs_from_1_to_150_while_it_learns(int seed)
    {
        LoggedStep[] run =
        [
            .. MadeRun.Healthy(seed, 2000, from: 6.9, to: 1.8, every: 50)
                .Select(row => row with { Norm = row.Norm * Math.Pow(150, row.Step / 100_000.0) }),
        ];

        Said.Nothing(Written.Csv(run), "log.csv");
        Said.AnAlarm(Written.Csv(run.Exploding(75_000)), "log.csv", 75_000, within: 300);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_speech_model_whose_norm_is_some_hundreds_from_the_first_step(int seed)
    {
        LoggedStep[] run = MadeRun.Healthy(seed, 1000, from: 45, to: 18, norm: 300);

        Said.Nothing(Written.Console(run), "train.log");
        Said.AnAlarm(Written.Console(run.Exploding(700)), "train.log", 700);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_pair_of_opposed_networks(int seed)
    {
        LoggedStep[] judge = MadeRun.Healthy(seed, 800, from: 1.4, to: 1.1, norm: 150);
        LoggedStep[] maker = MadeRun.Healthy(seed + 100, 800, from: 0.8, to: 1.6, norm: 110);

        Said.Nothing(Opposed(judge, maker), "train.log");
        Said.AnAlarm(Opposed(judge.Exploding(500), maker), "train.log", 500);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_policy_with_returns_of_hundreds(int seed)
    {
        Random random = new(seed);
        LoggedStep[] run =
        [
            .. MadeRun.Healthy(seed, 800, norm: 500).Select(row => row with
            {
                Loss = 60 * MadeRun.Gauss(random),
                Norm = row.Norm * Math.Exp(0.4 * MadeRun.Gauss(random)),
            }),
        ];

        Said.Nothing(Written.JsonLines(run), "metrics.jsonl");
        Said.AnAlarm(Written.JsonLines(run.Exploding(500)), "metrics.jsonl", 500);
    }

    private static string Opposed(LoggedStep[] judge, LoggedStep[] maker) => string.Concat(judge.Zip(maker, (d, g) => Written.Line(
        $"[Step {d.Step}] loss_D: {Written.Python(d.Loss)} loss_G: {Written.Python(g.Loss)} grad_norm: {Written.Python(d.Norm)}\n")));
}
