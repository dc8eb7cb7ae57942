using Xunit;

namespace GradWatch.Logs.Tests.NoIncident;

/// <summary>Losses that go below zero or are exactly zero: policy gradients, log densities, hinge losses.</summary>
public sealed class SignedLossTests
{
    public static TheoryData<int> Seeds => MadeRun.Seeds;

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_log_density_falls_through_zero_and_far_below(int seed)
    {
        LoggedStep[] run =
        [
            .. MadeRun.Healthy(seed, 600, from: 8, to: 0.5, norm: 20)
                .Select(row => row with { Loss = row.Loss - 5 - (row.Step / 60.0) }),
        ];

        Said.Nothing(Written.JsonLines(run), "metrics.jsonl");
        Said.AnAlarm(Written.JsonLines(run.Exploding(400)), "metrics.jsonl", 400);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_policy_gradient_is_noise_around_zero_and_exactly_zero_at_first(int seed)
    {
        LoggedStep[] run = Rewarded(seed);

        Said.Nothing(Policy(run), "progress.csv");
        Said.AnAlarm(Policy(run.Exploding(300)), "progress.csv", 300);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_hinge_loss_is_zero_on_most_batches(int seed)
    {
        Random random = new(seed);
        LoggedStep[] run =
        [
            .. MadeRun.Healthy(seed, 600, from: 1, to: 0.2).Select(row => random.NextDouble() < Math.Min(0.8, row.Step / 400.0)
                ? row with { Loss = 0, Norm = 0 }
                : row),
        ];

        Said.Nothing(Written.Csv(run), "log.csv");
        // Four of five of the rows stay 0 while it explodes.
        Said.AnAlarm(Written.Csv(run.Exploding(450)), "log.csv", 450, within: 16);
    }

    private static LoggedStep[] Rewarded(int seed)
    {
        Random random = new(seed);
        return
        [
            .. MadeRun.Healthy(seed, 500, norm: 0.4).Select(row => row with
            {
                Loss = row.Step < 2 ? 0 : 0.02 * MadeRun.Gauss(random),
                Norm = row.Norm * Math.Exp(0.3 * MadeRun.Gauss(random)),
            }),
        ];
    }

    private static string Policy(LoggedStep[] run) => "update,policy_loss,value_loss,entropy,grad_norm\n" + string.Concat(run.Select(
        row => Written.Line($"{row.Step},{row.Loss:G6},{Math.Abs(row.Loss) + 0.3:G6},{2.1 - (row.Step / 600.0):G6},{row.Norm:G6}\n")));
}
