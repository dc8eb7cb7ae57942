using System.Globalization;
using GradWatch.Workloads.Scenarios;

namespace GradWatch.Workloads.Drawn;

/// <summary>Draws trainings at random: the same ones for the same seed.</summary>
internal static class Draw
{
    private const string Prefix = "drawn";
    private const double WithoutFault = 0.45;

    internal static IEnumerable<Scenario> Scenarios(int count, int seed) =>
        Enumerable.Range(0, count).Select(number => Scenario(number, seed));

    /// <summary>The scenario of a name, whose second word is its number.</summary>
    internal static Scenario Named(string name, int seed) =>
        Scenario(int.Parse(name.Split('_')[1], CultureInfo.InvariantCulture), seed);

    /// <summary>The training of a number, and what may go wrong with it.</summary>
    internal static Plan Plan(int number, int seed)
    {
        int own = (seed * 100_003) + number;
        Random random = new(own);
        Plan plan = PlanDraw.Of(random, own);
        return random.Chance(WithoutFault) ? plan : FaultDraw.In(plan, random);
    }

    private static Scenario Scenario(int number, int seed)
    {
        Plan plan = Plan(number, seed);
        bool needsControl = !plan.Fault.Is(FaultKind.None) && plan.Network is not (Network.Gan or Network.Bandit);
        return new Scenario
        {
            Name = string.Create(CultureInfo.InvariantCulture, $"{Prefix}_{number:000}_{plan}"),
            Truth = (steps, control) => DrawnTruth.Of(plan, steps, control),
            Steps = plan.Steps,
            Build = () => DrawnLoop.Of(plan),
            Control = needsControl ? () => DrawnLoop.Of(plan with { Fault = Fault.None }) : null,
        };
    }
}
