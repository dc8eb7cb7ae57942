using System.Globalization;
using GradWatch.TorchBenchmarks;
using static TorchSharp.torch;

// GradWatch.TorchBenchmarks [--steps N] [--only WORD] [--threads N]
int steps = 200;
int only = Array.IndexOf(args, "--only");
if (Array.IndexOf(args, "--steps") is >= 0 and int at)
    steps = int.Parse(args[at + 1], CultureInfo.InvariantCulture);
if (Array.IndexOf(args, "--threads") is >= 0 and int of)
    set_num_threads(int.Parse(args[of + 1], CultureInfo.InvariantCulture));
Overhead.PrintHead();
foreach (Configuration configuration in Configuration.All)
{
    if (only >= 0 && !configuration.Name.Contains(args[only + 1], StringComparison.OrdinalIgnoreCase))
        continue;
    using Overhead overhead = new(configuration);
    overhead.Run(steps);
    overhead.Print();
}
