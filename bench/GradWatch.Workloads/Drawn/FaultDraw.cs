namespace GradWatch.Workloads.Drawn;

/// <summary>Draws a fault for a training, and changes of the training what the fault needs.</summary>
internal static class FaultDraw
{
    private const FaultKind Rate = FaultKind.HighRate, Jump = FaultKind.RateJump, Large = FaultKind.LargeWeights,
        Raw = FaultKind.RawInputs, Corrupt = FaultKind.CorruptBatch, NaN = FaultKind.NotANumber, Gain = FaultKind.RecurrentGain;

    private static readonly FaultKind[] OfMlp =
    [
        Rate, Rate, Jump, Large, Large, FaultKind.SmallWeights, Raw, Raw, Corrupt, Corrupt, NaN, FaultKind.HeavyTail,
        FaultKind.Overflow, FaultKind.LogOfZero, FaultKind.RootOfZero,
    ];

    private static readonly FaultKind[] OfRnn = [Gain, Gain, Gain, Rate, Jump, Raw, Corrupt];
    private static readonly FaultKind[] OfGated = [Rate, Jump, Raw, Corrupt, NaN];
    private static readonly FaultKind[] OfCnn = [Rate, Rate, Jump, Large, Raw, Corrupt, NaN];
    private static readonly FaultKind[] OfGpt = [Rate, Rate, Jump, Large];

    internal static Plan In(Plan plan, Random random)
    {
        FaultKind kind = random.Any<FaultKind>(plan.Network switch
        {
            Network.Mlp => OfMlp,
            Network.Rnn => OfRnn,
            Network.Lstm or Network.Gru => OfGated,
            Network.Cnn => OfCnn,
            Network.Gpt => OfGpt,
            _ => [Rate],
        });
        int later = random.Whole(plan.Steps / 5, plan.Steps * 7 / 10);
        return kind switch
        {
            Rate => plan with { Fault = new Fault(kind, random.Any(3, 10, 30, 100, 100, 300, 300, 1000)) },
            Jump => plan with { Fault = new Fault(kind, random.Any(10, 30, 100, 300, 1000), later), RateCourse = RateCourse.Constant },
            Large => plan with { Fault = new Fault(kind, random.Factor(3, 30)) },
            Gain => plan with { Fault = new Fault(kind, random.Factor(1.1, 3)) },
            Raw => plan with { Fault = new Fault(kind, random.Factor(30, 1e4), 0, random.Any(0, 1, 3)), Problem = Outside(plan) },
            Corrupt => plan with { Fault = new Fault(kind, random.Factor(20, 1e4), later) },
            NaN => plan with { Fault = new Fault(kind, 1, later), Skips = random.Chance(0.5) },
            FaultKind.SmallWeights => Deep(plan, random),
            FaultKind.HeavyTail => Tailed(plan, random),
            FaultKind.Overflow => Half(plan, random),
            FaultKind.LogOfZero => plan with
            {
                Fault = new Fault(kind),
                Problem = Problem.Binary,
                Arithmetic = Arithmetic.Single,
                Descent = Descent.Momentum,
                Rate = 0.02,
            },
            _ => plan with { Fault = new Fault(kind, 1, later), Problem = Problem.Distances, Arithmetic = Arithmetic.Single },
        };
    }

    // What an autoencoder is to give back would be raw as well.
    private static Problem Outside(Plan plan) => plan.Problem == Problem.Autoencoder ? Problem.Regression : plan.Problem;

    private static Plan Deep(Plan plan, Random random) => plan with
    {
        Fault = new Fault(FaultKind.SmallWeights, random.Factor(0.1, 0.5)),
        Depth = random.Whole(12, 30),
        Normalized = false,
        Arithmetic = Arithmetic.Single,
        FirstWeights = plan.Nonlinearity == Nonlinearity.Tanh ? FirstWeights.Xavier : FirstWeights.He,
        Problem = Problem.Regression,
        Descent = Descent.Momentum,
        Rate = 1e-3,
    };

    private static Plan Tailed(Plan plan, Random random) => plan with
    {
        Fault = new Fault(FaultKind.HeavyTail, random.Any(1, 2, 2, 3)),
        Problem = Problem.Regression,
        Batch = random.Any(1, 2, 4, 8),
        Rate = plan.Rate / 5,
        Normalized = false,
        Steps = 600,
    };

    private static Plan Half(Plan plan, Random random) => plan with
    {
        Fault = new Fault(FaultKind.Overflow, Math.Pow(2, random.Whole(18, 24))),
        Arithmetic = Arithmetic.Half,
        Normalized = false,
        Depth = Math.Min(plan.Depth, 5),
        Descent = Descent.Sgd,
        Rate = 0.01,
    };
}
