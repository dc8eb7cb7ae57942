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
}
