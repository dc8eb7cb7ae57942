namespace GradWatch.DetectionBench.Synthetic;

/// <summary>Two incidents close to each other: does the first hide the second?</summary>
/// <param name="Name">What they are.</param>
/// <param name="Scenario">The run with both.</param>
/// <param name="Second">The step at which the second begins.</param>
/// <param name="Until">The last step at which it counts as seen.</param>
/// <remarks>Beside each pair that is subtle stands its second alone: what is not seen without a first incident is not hidden by it.</remarks>
internal sealed record MaskingScenarios(string Name, Scenario Scenario, long Second, long Until)
{
    private const long First = 300;
    private const int Rows = 500;

    /// <summary>False where there is no first incident.</summary>
    internal bool IsPair => Name[0] != '(';

    internal static IReadOnlyList<MaskingScenarios> All { get; } =
    [
        Spikes("(no first incident) norm ×5", (1, 1), (1, 5), 10),
        Spikes("norm ×100, then ×5 ten steps later", (1, 100), (1, 5), 10),
        Spikes("(no first incident) norm ×5 and loss ×1.5", (1, 1), (1.5, 5), 10),
        Spikes("norm ×100 and loss ×11, then ×5 and ×1.5 ten steps later", (11, 100), (1.5, 5), 10),
        Spikes("norm ×1000, then ×30 five steps later", (1, 1000), (1, 30), 5),
        Spikes("(no first incident) loss ×3", (1, 1), (3, 1), 10),
        Spikes("loss ×10, then ×3 ten steps later", (10, 1), (3, 1), 10),
        Spikes("NaN, then norm ×100 ten steps later", (double.NaN, double.NaN), (1, 100), 10),
        Spikes("NaN, then loss ×10 ten steps later", (double.NaN, double.NaN), (10, 1), 10),
        AfterNan("NaN, then growth of 3 % a step", t => (Math.Exp(0.5 * t * Math.Log(1.03)), Math.Pow(1.03, t)), 78),
        AfterNan("NaN, then growth of 30 % a step", t => (Math.Exp(0.5 * t * Math.Log(1.3)), Math.Pow(1.3, t)), 8),
        AfterNan("NaN, then the loss back at chance for good", _ => (4, 1), 20),
    ];

    private static MaskingScenarios Spikes(string name, (double Loss, double Norm) first, (double Loss, double Norm) second, long apart) =>
        Of(name, t => t == First ? first : t == First + apart ? second : (1, 1), First + apart, First + apart + 1);

    private static MaskingScenarios AfterNan(string name, Func<long, (double Loss, double Norm)> factors, long given)
    {
        const long apart = 20;
        return Of(
            name,
            t => t == First ? (double.NaN, double.NaN) : t < First + apart ? (1, 1) : factors(t - First - apart + 1),
            First + apart, First + apart + given);
    }

    private static MaskingScenarios Of(string name, Func<long, (double Loss, double Norm)> factors, long second, long until) =>
        new(name, new Scenario(name, (random, _) => SickScenarios.Calm(random, Rows).Select(row =>
        {
            (double loss, double norm) = factors(row.Step);
            return (row.Step, (double?)(row.Loss * loss), (double?)(row.Norm * norm));
        }), First, until), second, until);
}
