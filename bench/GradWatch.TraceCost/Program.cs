using System.Globalization;
using GradWatch.TraceCost;
using static TorchSharp.torch;

// What tracing costs: on a step without an incident, and once for the second run of a step.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
set_num_threads(1);
Console.WriteLine("| network | step, ms | tracing kept ready, µs a step | second run, steps | with the operation named, steps |");
Console.WriteLine("|---|---|---|---|---|");
foreach (SomeNetwork network in SomeNetwork.All())
{
    using (network)
        Console.WriteLine(TraceCost.Row(network));
}
Console.WriteLine();
SureClassifier.Write(Console.Out);
