using GradWatch.DetectionBench.Recordings;
using GradWatch.Diagnosis;

namespace GradWatch.DetectionBench.Calibrating;

/// <summary>The option <c>--calibrate</c>: how sure a diagnosis may be, fitted on labelled runs and judged on scenarios left out.</summary>
internal static class CalibrationRun
{
    private const int Seeds = 40;

    private static readonly Variant[] Variants =
    [
        Variant.AsRecorded, new("no tensors", observations => observations.Where(one => one.Series.IsOfRun)), Variant.LossAndNorm,
        Variant.All.Single(variant => variant.Name == "every 10th row"),
    ];

    internal static int Of(BenchOptions options)
    {
        List<CalibrationCase> cases = [.. options.Folders.SelectMany(LabelledRun.Load).AsParallel().AsOrdered()
            .Select(RecordedRun.Read).SelectMany(run => Variants.Select(variant => CalibrationCase.Of(run, variant))).OfType<CalibrationCase>()];
        if (options.IsVerbose)
            Console.WriteLine(CalibrationTable.Wrong(cases));
        Console.WriteLine($"{cases.Count} diagnoses of {cases.Select(one => one.Run).Distinct().Count()} runs in {Scenarios(cases).Count} scenarios.\n");
        Print("As built in", [.. cases.Select(one => (one, Certainty.Fitted))]);
        Print("Fitted on the other scenarios", LeftOut(cases));
        Console.WriteLine($"Fitted on all: {CertaintyFit.Of(cases)}\n");
        foreach (IGrouping<string, CalibrationCase> variant in cases.GroupBy(one => one.Variant))
            Console.WriteLine($"Fitted on {variant.Key} alone: {CertaintyFit.Of([.. variant])}");
        Console.WriteLine("## Forecasts of generated growth: how often the interval holds the overflow\n");
        Console.WriteLine(ForecastCoverage.Table(options.Long ? 4 * Seeds : Seeds));
        return 0;
    }

    private static void Print(string title, IReadOnlyList<(CalibrationCase Case, Certainty Certainty)> judged)
    {
        Console.WriteLine(CalibrationTable.Of(title, judged));
        Console.WriteLine(CalibrationTable.Bins(judged));
    }

    private static List<(CalibrationCase Case, Certainty Certainty)> LeftOut(List<CalibrationCase> cases) =>
        [.. Scenarios(cases).AsParallel().AsOrdered().SelectMany(scenario =>
        {
            Certainty fitted = CertaintyFit.Of([.. cases.Where(one => one.Scenario != scenario)]);
            return cases.Where(one => one.Scenario == scenario).Select(one => (one, fitted));
        })];

    private static List<string> Scenarios(List<CalibrationCase> cases) => [.. cases.Select(one => one.Scenario).Distinct()];
}
