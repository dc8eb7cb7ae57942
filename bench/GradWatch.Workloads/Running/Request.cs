using System.Globalization;
using GradWatch.Workloads.Drawn;
using GradWatch.Workloads.Scenarios;

namespace GradWatch.Workloads.Running;

/// <summary>One training to run: a line to a worker.</summary>
internal sealed record Request(Scenario Scenario, int Seed)
{
    internal static Request Parse(string line)
    {
        int space = line.IndexOf(' ', StringComparison.Ordinal);
        (string name, int seed) = (line[..space], int.Parse(line[(space + 1)..], CultureInfo.InvariantCulture));
        return new Request(Suite.Has(name) ? Suite.Named(name) : Draw.Named(name, seed), seed);
    }

    public override string ToString() => $"{Scenario.Name} {Seed}";
}
