using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using GradWatch.Workloads;
using GradWatch.Workloads.Recording;
using GradWatch.Workloads.Running;
using GradWatch.Workloads.Tables;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is [Worker.Argument, ..])
{
    Worker.Serve(args.Length > 1 ? args[1] : null);
    return 0;
}
if (args.Contains("--help"))
{
    Console.WriteLine(SuiteOptions.Usage);
    return 0;
}
if (SuiteOptions.Of(args, out string? fault) is not { } options)
{
    Console.Error.WriteLine(fault);
    Console.Error.WriteLine(SuiteOptions.Usage);
    return 2;
}
IReadOnlyList<Request> requests = options.Requests();
if (requests.Count == 0)
{
    Console.Error.WriteLine($"No scenario is called {options.Only}; --list names them.");
    return 2;
}
if (options.IsList)
{
    foreach (string name in requests.Select(request => request.Scenario.Name).Distinct())
        Console.WriteLine(name);
    return 0;
}
if (options.ReadFrom is null && LibTorch.WhyNot() is { } trouble)
{
    Console.Error.WriteLine(trouble);
    return 2;
}

long start = Stopwatch.GetTimestamp();
Progress progress = new(requests.Count, options.IsVerbose);
IReadOnlyList<Outcome> outcomes = options.ReadFrom is { } read
    ? JsonSerializer.Deserialize<IReadOnlyList<Outcome>>(File.ReadAllText(read), Wire.File)!
    : await Training.Run(requests, options.Jobs, options.RecordTo, Told);
progress.End();

Totals totals = new(outcomes);
foreach (string line in Page.Found(outcomes, totals))
    Console.WriteLine(line);
double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
if (options.ReadFrom is null)
    Console.WriteLine($"\n{requests.Count} trainings in {seconds:F0} s, {options.Jobs} at a time.");
if (options.WriteTo is { } page)
    File.WriteAllLines(page, Page.Lines(outcomes, totals));
if (options.JsonTo is { } json)
{
    IEnumerable<Outcome> ordered = outcomes.OrderBy(one => one.Name, StringComparer.Ordinal).ThenBy(one => one.Seed);
    File.WriteAllText(json, JsonSerializer.Serialize(ordered, Wire.File));
}
return totals.Met ? 0 : 1;

// The index grows with the runs: what is recorded so far is of use when the rest is broken off.
void Told(int done, Outcome outcome)
{
    progress.Tell(done, outcome);
    if (options.RecordTo is { } folder)
        RunIndex.Complete(folder, [outcome]);
}
