using System.Reflection;
using GradWatch.DetectionBench.Recordings;
using GradWatch.Detectors;

namespace GradWatch.DetectionBench.Tables;

/// <summary>How far the verdicts hang on each threshold: each is moved by −30 and +30 %, and the runs whose verdict flips are counted.</summary>
internal static class ThresholdTable
{
    private static readonly double[] Factors = [0.7, 1.3];

    internal static IEnumerable<string> Lines(IReadOnlyList<RecordedRun> runs)
    {
        IReadOnlyList<Judged> before = Judged.All(runs);
        yield return "| threshold | moved by | caught lost | caught won | false critical | false warning | runs |";
        yield return "|---|---:|---:|---:|---:|---:|---|";
        foreach (Type detector in typeof(IDetector).Assembly.GetTypes().Where(type => type.IsSealed && typeof(IDetector).IsAssignableFrom(type)))
        {
            Type options = detector.GetConstructors()[0].GetParameters()[0].ParameterType;
            foreach (PropertyInfo threshold in options.GetProperties().Where(property => property.CanWrite))
            {
                foreach (double factor in Factors)
                    yield return Line(before, Judged.All(runs, () => Set(detector, options, threshold, factor)), $"{options.Name}.{threshold.Name}", factor);
            }
        }
    }

    private static IEnumerable<IDetector> Set(Type detector, Type options, PropertyInfo threshold, double factor)
    {
        object limits = Activator.CreateInstance(options)!;
        object value = threshold.GetValue(limits)!;
        threshold.SetValue(limits, value is int whole ? (object)(int)Math.Round(whole * factor) : (double)value * factor);
        var changed = (IDetector)Activator.CreateInstance(detector, limits)!;
        return BuiltInDetectors.All().Select(built => built.Id == changed.Id ? changed : built);
    }

    private static string Line(IReadOnlyList<Judged> before, IReadOnlyList<Judged> after, string name, double factor)
    {
        List<Judged> lost = Flipped(before, after, Missed), won = Flipped(after, before, Missed);
        List<Judged> critical = Flipped(before, after, one => one.Remark() == "FALSE");
        List<Judged> warning = Flipped(before, after, one => one.Remark() == "warning");
        string names = string.Join(", ", lost.Concat(won).Concat(critical).Concat(warning).Select(one => one.Run.Truth.Name).Distinct().Take(6));
        return $"| {name} | {factor - 1:+0 %;−0 %} | {lost.Count} | {won.Count} | {critical.Count} | {warning.Count} | {names} |";
    }

    private static bool Missed(Judged one) => one.Remark() is "MISSED" or "LATE";

    private static List<Judged> Flipped(IReadOnlyList<Judged> before, IReadOnlyList<Judged> after, Func<Judged, bool> bad) =>
        [.. before.Zip(after).Where(pair => !bad(pair.First) && bad(pair.Second)).Select(pair => pair.Second)];
}
