using GradWatch.Detectors;
using GradWatch.Diagnosis;
using GradWatch.Diagnosis.Origins;
using GradWatch.Episodes;
using GradWatch.Observations;
using GradWatch.Remedies;
using GradWatch.Reports;
using GradWatch.Wording;

namespace GradWatch;

/// <summary>Observations in; episodes, causes, remedies and a report out. Not thread-safe: one monitor a run.</summary>
/// <remarks>Nothing is allocated for an observation, except while a new series or episode begins.</remarks>
public sealed partial class TrainingMonitor
{
    private const int RunVersion = 1;

    private readonly RunRecord _record = new();
    private readonly List<NonFiniteOrigin> _origins = [];
    private readonly EpisodeLog _episodes;
    private readonly DetectorSet _detectors;

    /// <summary>A monitor with the given detectors; with all built-in ones when none are given.</summary>
    public TrainingMonitor(IEnumerable<IDetector>? detectors = null)
    {
        _detectors = new DetectorSet(detectors ?? BuiltInDetectors.All());
        _episodes = new EpisodeLog();
    }

    /// <summary>Told of every observation, after the detectors have seen it. What it throws is told to <see cref="Faulted"/>.</summary>
    public event Action<Observation>? Observed;

    /// <summary>Told of every finding, also of those that merely continue an episode. What it throws is told to <see cref="Faulted"/>.</summary>
    public event Action<Finding>? Found;

    /// <summary>Told of each episode when it opens, at the step of the alarm.</summary>
    public event Action<Episode>? EpisodeOpened;

    /// <summary>Told of an open episode whenever a finding is worse than all before it.</summary>
    public event Action<Episode>? EpisodeWorsened;

    /// <summary>Told of each episode when it closes: its series has been quiet for long enough.</summary>
    public event Action<Episode>? EpisodeClosed;

    /// <summary>Told of a detector or listener that threw. The detector is left out from then on; the run goes on.</summary>
    /// <remarks>What this listener itself throws comes out of the call: that is how tests and tools rethrow a fault.</remarks>
    public event Action<Exception>? Faulted;

    /// <summary>What is kept of the run so far.</summary>
    public RunRecord Record => _record;

    /// <summary>The episodes so far, in the order in which their alarms came.</summary>
    public IReadOnlyList<Episode> Episodes => _episodes.Snapshot();

    /// <summary>Where values that are not finite came from, as far as it was traced; by step.</summary>
    public IReadOnlyList<NonFiniteOrigin> Origins => [.. _origins];

    /// <summary>How many origins are known.</summary>
    internal int OriginCount => _origins.Count;

    /// <summary>Takes in where a value that is not finite came from: evidence for the diagnosis, and a part of the report.</summary>
    public void Note(NonFiniteOrigin origin)
    {
        ArgumentNullException.ThrowIfNull(origin);
        _origins.Add(origin);
    }

    /// <summary>Takes an observation in. Never throws because of a value, a detector or a listener.</summary>
    public void Observe(in Observation observation)
    {
        _record.Add(observation);
        Count(observation);
        foreach (IDetector detector in _detectors.Of(observation.Series.Quantity))
        {
            try
            {
                if (detector.Observe(observation) is { } finding)
                    Take(finding);
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                LeaveOut(detector, fault);
            }
        }
        if (_episodes.Advance(observation) is { } closed)
            Tell(EpisodeClosed, closed);
        if (Observed is { } observed)
            Tell(observed, observation);
    }

    /// <summary>Ends the run: detectors that waited for the next step to judge the last one have their word.</summary>
    public void Complete()
    {
        foreach (IDetector detector in _detectors.All.Where(detector => detector is IEndOfRun).ToList())
        {
            try
            {
                if (((IEndOfRun)detector).AtEnd() is { } finding)
                    Take(finding);
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                LeaveOut(detector, fault);
            }
        }
    }

    /// <summary>Writes what the detectors have learnt of the run, to lie beside a checkpoint.</summary>
    /// <remarks>Episodes and the record of the run are not in it: a resumed run writes a report of its own.</remarks>
    public void Save(BinaryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        _detectors.Save(writer);
    }

    /// <summary>Takes up what <see cref="Save"/> wrote. Detectors that are not in it begin afresh; what is of other detectors is skipped.</summary>
    /// <exception cref="InvalidDataException">It was written by another version of a detector.</exception>
    public void Restore(BinaryReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        _detectors.Restore(reader);
    }

    /// <summary>Writes all that is known of the run: detectors, record, episodes and origins.</summary>
    /// <remarks>A monitor that takes it up answers to what comes next as this one would, and its report is the same.</remarks>
    public void SaveRun(BinaryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write(RunVersion);
        _detectors.Save(writer);
        _record.Save(writer);
        _episodes.Save(writer);
        writer.Write7BitEncodedInt(_origins.Count);
        foreach (NonFiniteOrigin origin in _origins)
            writer.Write(origin);
    }

    /// <summary>Takes up what <see cref="SaveRun"/> wrote, in place of what it knew.</summary>
    /// <exception cref="InvalidDataException">Another version wrote it, or it is damaged: the monitor is of no more use, begin a new one.</exception>
    public void RestoreRun(BinaryReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        int version = reader.ReadInt32();
        if (version != RunVersion)
            throw new InvalidDataException($"a run saved as version {version} is not read, only {RunVersion}");
        _detectors.Restore(reader);
        _record.Restore(reader);
        _episodes.Restore(reader);
        _origins.Clear();
        for (int left = reader.Read7BitEncodedInt(); left > 0; left--)
            _origins.Add(reader.ReadOrigin());
    }

    private void LeaveOut(IDetector detector, Exception fault)
    {
        _detectors.Remove(detector);
        Faulted?.Invoke(fault);
    }

    private void Take(in Finding finding)
    {
        EpisodeChange change = _episodes.Add(finding, out Episode? episode);
        Count(finding, change, episode);
        if (change != EpisodeChange.Continued)
            Tell(change == EpisodeChange.Opened ? EpisodeOpened : EpisodeWorsened, episode!);
        Tell(Found, finding);
    }

    private void Tell<T>(Action<T>? listener, T news)
    {
        try
        {
            listener?.Invoke(news);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            Faulted?.Invoke(fault);
        }
    }

    /// <summary>The report of the run so far; observing may go on after it.</summary>
    public Report Report(RunDescription run, IReadOnlyList<Sentence>? notes = null)
    {
        IReadOnlyList<Episode> episodes = [.. _episodes.Snapshot().Select(Located)];
        RunDiagnosis diagnosis = Diagnostician.Diagnose(_record, episodes, _origins);
        return new Report
        {
            Run = run,
            Record = _record,
            Episodes = episodes,
            Diagnosis = diagnosis,
            Remedies = Prescription.For(_record, episodes, diagnosis, _origins),
            Origins = Origins,
            Notes = notes ?? [],
        };
    }

    private Episode Located(Episode episode) => episode with { Tensor = Localization.Locate(_record, episode) };
}
