using System.Globalization;
using GradWatch.StoreBench;

// How fast a store takes what a large model sends, how small it keeps it, and how soon a screen has it.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args.Contains("--help"))
{
    Console.WriteLine(BenchOptions.Usage);
    return 0;
}
if (BenchOptions.Of(args, out string? fault) is not { } options)
{
    Console.Error.WriteLine(fault);
    Console.Error.WriteLine(BenchOptions.Usage);
    return 2;
}
string page = await new Bench(options).PageAsync();
Console.WriteLine(page);
if (options.Write is { } file)
    await MarkedPage.ReplaceAsync(file, page);
return 0;
