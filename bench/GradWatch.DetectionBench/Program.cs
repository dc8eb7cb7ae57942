using System.Globalization;
using GradWatch.DetectionBench;
using GradWatch.DetectionBench.Rules;
using GradWatch.Detectors;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
bool verbose = args.Contains("--verbose");
string? folder = args.FirstOrDefault(argument => !argument.StartsWith('-')) ?? Recordings.Find();
if (folder is null || !File.Exists(Path.Combine(folder, "runs.tsv")))
{
    Console.Error.WriteLine("usage: DetectionBench [FOLDER] [--verbose]; FOLDER holds runs.tsv and the runs it names");
    return 2;
}

List<RecordedRun> runs = [.. LabelledRun.Load(folder).Select(RecordedRun.Read)];
foreach (IGrouping<string, RecordedRun> collection in runs.GroupBy(run => run.Truth.Collection))
    Tables.Print(collection.Key, [.. collection], verbose);
return Tables.WithinBounds(runs) ? 0 : 1;
