namespace GradWatch.Workloads.Drawn;

/// <summary>Draws trainings that ought to go well.</summary>
internal static class PlanDraw
{
    // What two seconds of one processor are enough for.
    private const int MostTimeSteps = 6000;

    internal static Plan Of(Random random, int seed)
    {
        Network network = random.Any(
            Network.Mlp, Network.Mlp, Network.Mlp, Network.Mlp, Network.Mlp, Network.Mlp, Network.Rnn, Network.Rnn, Network.Rnn,
            Network.Lstm, Network.Gru, Network.Cnn, Network.Cnn, Network.Gpt, Network.Gpt, Network.Bandit, Network.Gan);
        bool isDeep = network == Network.Mlp && random.Chance(0.15);
        Problem problem = ProblemOf(network, random);
        Descent descent = Optimizer(network, random);
        bool isSequential = network is Network.Rnn or Network.Lstm or Network.Gru;
        int length = random.Whole(20, 60);
        int most = network switch { Network.Gpt => 130, Network.Cnn => 180, _ => 600 };
        int steps = Math.Min(random.Whole(100, most), isSequential ? MostTimeSteps / length : most);
        Nonlinearity nonlinearity = network == Network.Rnn
            ? random.Any(Nonlinearity.Tanh, Nonlinearity.Relu)
            : random.Any(Nonlinearity.Relu, Nonlinearity.Relu, Nonlinearity.Tanh, Nonlinearity.Gelu, Nonlinearity.LeakyRelu);
        Plan plan = new()
        {
            Seed = seed,
            Network = network,
            Problem = problem,
            Nonlinearity = nonlinearity,
            Depth = isDeep ? random.Whole(12, 24) : network == Network.Gpt ? random.Whole(1, 2) : random.Whole(1, 5),
            Width = random.Any(16, 32, 64, 128),
            Normalized = random.Chance(network == Network.Mlp ? 0.2 : 0.5),
            FirstWeights = isDeep ? Fitting(nonlinearity) : random.Any(FirstWeights.Default, Fitting(nonlinearity)),
            Gain = random.Factor(0.9, 1.05),
            Descent = descent,
            Rate = HealthyRate(network, problem, descent, nonlinearity) * random.Factor(0.3, 1.5) / (isDeep ? 5 : 1),
            RateCourse = random.Any(RateCourse.Constant, RateCourse.Constant, RateCourse.WarmUpCosine, RateCourse.StepDecay),
            Batch = BatchOf(network, random),
            Length = length,
            Steps = steps,
            Clip = random.Chance(0.25) ? random.Factor(0.5, 10) : null,
            LabelNoise = random.Chance(0.3) ? random.Factor(0.05, 0.4) : 0,
            Arithmetic = random.Chance(0.25)
                ? random.Any(Arithmetic.BFloat, Arithmetic.Half, Arithmetic.DynamicHalf)
                : Arithmetic.Single,
        };
        return Consistent(plan);
    }

    // Half precision is for networks without BatchNorm, and not for optimizers whose epsilon it rounds to zero.
    private static Plan Consistent(Plan plan)
    {
        bool canRound = plan.Network == Network.Mlp && !plan.Normalized && plan.Depth < 12;
        bool isLow = plan.Arithmetic != Arithmetic.Single && canRound;
        bool isHalf = isLow && plan.IsHalf && plan.Descent is Descent.Sgd or Descent.Momentum;
        Arithmetic arithmetic = isHalf ? plan.Arithmetic : isLow ? Arithmetic.BFloat : Arithmetic.Single;
        return plan with { Arithmetic = arithmetic, LabelNoise = plan.Problem == Problem.Classification ? plan.LabelNoise : 0 };
    }

    private static FirstWeights Fitting(Nonlinearity nonlinearity) =>
        nonlinearity is Nonlinearity.Tanh or Nonlinearity.Sigmoid ? FirstWeights.Xavier : FirstWeights.He;

    private static Descent Optimizer(Network network, Random random) => network switch
    {
        Network.Gan or Network.Bandit => Descent.Adam,
        Network.Gpt => random.Any(Descent.Adam, Descent.AdamW, Descent.Momentum),
        _ => random.Any(
            Descent.Sgd, Descent.Sgd, Descent.Momentum, Descent.Adam, Descent.Adam, Descent.AdamW, Descent.RmsProp, Descent.Adagrad),
    };

    private static int BatchOf(Network network, Random random) => network switch
    {
        Network.Gpt => 8,
        Network.Mlp => random.Any(16, 32, 64, 128),
        _ => random.Any(16, 32),
    };

    private static Problem ProblemOf(Network network, Random random) => network switch
    {
        Network.Mlp => random.Any(
            Problem.Regression, Problem.Regression, Problem.Classification, Problem.Autoencoder, Problem.Binary, Problem.Distances),
        Network.Cnn => Problem.Stripes,
        Network.Gpt => Problem.Text,
        Network.Gan => Problem.Ring,
        Network.Bandit => Problem.Reward,
        _ => Problem.Adding,
    };

    private static double HealthyRate(
        Network network, Problem problem, Descent descent, Nonlinearity nonlinearity) => (network, descent) switch
    {
        (Network.Rnn, Descent.Sgd) => nonlinearity == Nonlinearity.Relu ? 0.01 : 0.03,
        (Network.Mlp, Descent.Sgd) when problem is Problem.Classification or Problem.Autoencoder => 0.1,
        (Network.Mlp, Descent.Momentum) when problem is Problem.Classification or Problem.Autoencoder => 0.03,
        (Network.Cnn, Descent.Sgd) => 0.1,
        (Network.Cnn, Descent.Momentum) => 0.03,
        (Network.Cnn or Network.Mlp, Descent.Adam or Descent.AdamW) => 2e-3,
        (_, Descent.Sgd) => 0.02,
        (Network.Rnn, Descent.Momentum) => 2e-3,
        (Network.Gpt, Descent.Momentum) => 0.03,
        (_, Descent.Momentum) => 5e-3,
        (Network.Bandit, _) => 3e-3,
        (Network.Lstm or Network.Gru, Descent.Adam or Descent.AdamW) => 5e-3,
        (_, Descent.RmsProp) => 5e-4,
        (_, Descent.Adagrad) => 1e-2,
        _ => 1e-3,
    };
}
