using System.Globalization;
using GradWatch.Workloads.Drawn;
using GradWatch.Workloads.Running;
using GradWatch.Workloads.Scenarios;

namespace GradWatch.Workloads;

/// <summary>What the suite was asked for.</summary>
internal sealed record SuiteOptions
{
    internal const string Usage = """
        usage: GradWatch.Workloads [--only PATTERN] [--short] [--seeds N] [--random N [--seed N]] [--jobs N] [--record DIR]
                                   [--json FILE] [--read FILE] [--write FILE] [--verbose] [--list] [--help]

          --only PATTERN  scenarios whose name fits, with * and ?: --only 'rnn*'
          --short         one of each kind, one seed
          --seeds N       seeds of each scenario (3)
          --random N      N scenarios drawn at random instead, each trained once
          --seed N        which ones are drawn (1)
          --jobs N        processes that train at the same time (2, or as many as there are processors)
          --record DIR    every training as a table as well, and what is true of it in DIR/runs.tsv
          --json FILE     every run with its episodes and causes
          --read FILE     the tables of runs written so before; nothing is trained
          --write FILE    the tables as a page of markdown
          --verbose       the episodes of each run as it ends
          --help          this text
          --list          the names of the scenarios, and nothing is trained

        Exit status 0 when the targets are met, 1 when one is missed, 2 for wrong usage or where libtorch does not load.
        """;

    internal string? Only { get; init; }

    internal bool IsShort { get; init; }

    internal int Seeds { get; init; } = 3;

    internal int Jobs { get; init; } = Math.Min(2, Environment.ProcessorCount);

    /// <summary>How many scenarios are drawn instead of those of the suite; 0 for none.</summary>
    internal int Random { get; init; }

    /// <summary>Which scenarios are drawn.</summary>
    internal int Seed { get; init; } = 1;

    internal string? RecordTo { get; init; }

    internal string? JsonTo { get; init; }

    internal string? ReadFrom { get; init; }

    internal string? WriteTo { get; init; }

    internal bool IsVerbose { get; init; }

    internal bool IsList { get; init; }

    /// <summary>The trainings that these options ask for.</summary>
    internal IReadOnlyList<Request> Requests() => Random > 0
        ? [.. Draw.Scenarios(Random, Seed).Where(scenario => scenario.Fits(Only)).Select(scenario => new Request(scenario, Seed))]
        : [.. from seed in Enumerable.Range(0, Seeds) from scenario in Suite.Chosen(IsShort, Only) select new Request(scenario, seed)];

    /// <summary>Null where an argument is not understood; the fault says which.</summary>
    internal static SuiteOptions? Of(string[] arguments, out string? fault)
    {
        fault = null;
        SuiteOptions options = new() { IsShort = arguments.Contains("--short") };
        options = options with { Seeds = options.IsShort ? 1 : options.Seeds };
        Queue<string> left = new(arguments);
        while (left.TryDequeue(out string? name))
        {
            string? value = name is "--short" or "--verbose" or "--list" ? "" : left.TryDequeue(out string? next) ? next : null;
            int number = int.TryParse(value, CultureInfo.InvariantCulture, out int parsed) ? parsed : 0;
            SuiteOptions? more = (name, value) switch
            {
                (_, null) => null,
                ("--short", _) => options,
                ("--verbose", _) => options with { IsVerbose = true },
                ("--list", _) => options with { IsList = true },
                ("--only", _) => options with { Only = value },
                ("--seeds", _) when number > 0 => options with { Seeds = number },
                ("--random", _) when number > 0 => options with { Random = number },
                ("--seed", _) when number > 0 => options with { Seed = number },
                ("--record", _) => options with { RecordTo = value },
                ("--jobs", _) when number > 0 => options with { Jobs = number },
                ("--json", _) => options with { JsonTo = value },
                ("--read", _) => options with { ReadFrom = value },
                ("--write", _) => options with { WriteTo = value },
                _ => null,
            };
            if (more is null)
            {
                fault = value is null ? $"{name}: no such option, or its value is missing." : $"{name} {value}: not understood.";
                return null;
            }
            options = more;
        }
        return options;
    }
}
