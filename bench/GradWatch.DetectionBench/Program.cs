using System.Globalization;
using GradWatch.DetectionBench;
using GradWatch.DetectionBench.Recordings;
using GradWatch.DetectionBench.Synthetic;
using GradWatch.DetectionBench.Tables;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
BenchOptions options = BenchOptions.Of(args);
if (options.Folder is null && !options.SyntheticOnly)
{
    Console.Error.WriteLine(BenchOptions.Usage);
    return 2;
}

bool holds = true;
using QualityPage page = new(options.WriteTo);
List<RecordedRun> runs = options.SyntheticOnly ? [] : [.. LabelledRun.Load(options.Folder!).Select(RecordedRun.Read)];
foreach (IGrouping<string, RecordedRun> collection in runs.GroupBy(run => run.Truth.Collection))
{
    IReadOnlyList<Judged> judged = Judged.All(collection, causes: true);
    page.Collection(collection.Key, judged, options.Verbose);
    (bool kept, string? sentence) = Bounds.Check(collection.Key, judged);
    holds &= kept;
    page.Console(sentence);
    if (options.Variants)
        page.Variants(collection.Key, [.. collection], options.Verbose);
}
if (options.LongOnly)
    page.Long();
else if (options.Synthetic)
    page.Synthetic(options.Long);
if (options.Thresholds)
{
    foreach (string line in ThresholdTable.Lines(runs))
        page.Console(line);
}
return holds ? 0 : 1;
