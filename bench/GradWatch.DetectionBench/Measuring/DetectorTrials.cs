using GradWatch.DetectionBench.Recordings;
using GradWatch.Detectors;
using GradWatch.Episodes;
using GradWatch.Observations;

namespace GradWatch.DetectionBench.Measuring;

/// <summary>What each detector says of each run with some of its limits multiplied; what was asked before is not run again.</summary>
/// <remarks>Detectors know nothing of one another, so that a run's verdict is put together from theirs.</remarks>
internal sealed class DetectorTrials(IReadOnlyList<RecordedRun> runs)
{
    private readonly Dictionary<string, Word[]> _known = [];

    internal IReadOnlyList<RecordedRun> Runs => runs;

    /// <summary>The first alarm from a warning on, and the worst severity, for each run.</summary>
    internal Word[] Words(IReadOnlyDictionary<Threshold, double> factors)
    {
        Word[] joined = new Word[runs.Count];
        foreach (Type detector in BuiltInDetectors.All().Select(built => built.GetType()))
        {
            Word[] words = Of(detector, factors);
            for (int i = 0; i < joined.Length; i++)
                joined[i] = joined[i].With(words[i]);
        }
        return joined;
    }

    private Word[] Of(Type detector, IReadOnlyDictionary<Threshold, double> factors)
    {
        string key = string.Join(' ', factors.Where(pair => pair.Key.Detector == detector && pair.Value != 1)
            .OrderBy(pair => pair.Key.Name).Select(pair => $"{pair.Key.Name}×{pair.Value}").Prepend(detector.Name));
        if (!_known.TryGetValue(key, out Word[]? words))
        {
            IDetector Make() => Threshold.Detectors(factors).First(one => one.GetType() == detector);
            _known[key] = words = [.. runs.AsParallel().AsOrdered().Select(run => Of(run, Make))];
        }
        return words;
    }

    private static Word Of(RecordedRun run, Func<IDetector> make)
    {
        Word word = default;
        foreach (RunPart part in run.Parts)
        {
            IDetector detector = make();
            TrainingMonitor monitor = new([detector]);
            foreach (Observation observation in part.Observations)
            {
                if (detector is not ISelective selective || selective.Watches(observation.Series.Quantity))
                    monitor.Observe(observation);
            }
            monitor.Complete();
            foreach (Episode episode in monitor.Episodes.Where(episode => episode.Severity >= Severity.Warning))
                word = word.With(new Word(true, episode.AlarmStep, episode.Severity == Severity.Critical));
        }
        return word;
    }

    /// <summary>A verdict in short.</summary>
    internal readonly record struct Word(bool Warns, long First, bool IsCritical)
    {
        internal Word With(Word other) => !other.Warns ? this
            : !Warns ? other
            : new Word(true, Math.Min(First, other.First), IsCritical || other.IsCritical);
    }
}
