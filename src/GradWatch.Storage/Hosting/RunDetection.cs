using GradWatch.Detectors;
using GradWatch.Diagnosis;
using GradWatch.Diagnosis.Origins;
using GradWatch.Episodes;
using GradWatch.Guard;
using GradWatch.Observations;
using GradWatch.Reports;
using GradWatch.Storage.Runs;
using GradWatch.Wording;

namespace GradWatch.Storage.Hosting;

/// <summary>What the detectors of one run know, and how it is saved and taken up. Not thread-safe.</summary>
internal sealed class RunDetection
{
    private const int Version = 1;
    private readonly List<GuardAction> _actions = [];
    private readonly Dictionary<int, Told> _told = [];

    internal TrainingMonitor Monitor { get; } = new() { Metered = false };

    /// <summary>The series by index.</summary>
    internal SeriesIndex Series { get; } = new();

    /// <summary>Rows taken in.</summary>
    internal long Rows { get; private set; }

    /// <summary>Entries of guard actions and origins taken in.</summary>
    internal int Entries { get; private set; }

    /// <summary>Takes rows in; the series are the run's own indices.</summary>
    internal void Observe(StepRows rows)
    {
        for (int row = 0; row < rows.Count; row++)
        {
            long step = rows.Steps[row];
            ReadOnlySpan<int> series = rows.SeriesOf(row);
            ReadOnlySpan<double> values = rows.ValuesOf(row);
            for (int i = 0; i < series.Length; i++)
                Monitor.Observe(new Observation(step, Series[series[i]], values[i]));
        }
        Rows += rows.Count;
    }

    /// <summary>Takes in what happened beside the numbers; kinds that say nothing to a diagnosis are passed over.</summary>
    internal void Take(RunEntry entry)
    {
        if (entry.Kind is not (EntryKinds.Guard or EntryKinds.Origin))
            return;
        Entries++;
        using BinaryReader payload = new(new MemoryStream(entry.Payload.ToArray()));
        if (entry.Kind == EntryKinds.Guard)
            _actions.Add(payload.ReadGuardAction());
        else
            Monitor.Note(payload.ReadOrigin());
    }

    /// <summary>The run has ended: detectors that waited for another step have their word.</summary>
    internal void Complete() => Monitor.Complete();

    /// <summary>The episodes that are new or other since the last call.</summary>
    internal IReadOnlyList<StoredEpisode> Changes(IReadOnlyList<Episode> episodes)
    {
        List<StoredEpisode> changes = [];
        foreach (Episode episode in episodes)
        {
            Told now = new(episode.Severity, episode.LastStep, episode.Findings, episode.Closed);
            if (_told.TryGetValue(episode.Number, out Told before) && before == now)
                continue;
            _told[episode.Number] = now;
            changes.Add(Stored(episode));
        }
        return changes;
    }

    internal Report Report(RunDescription run, IReadOnlyList<Sentence> notes) => Monitor.Report(run, notes) with { Actions = [.. _actions] };

    internal SavedState Save()
    {
        using MemoryStream bytes = new();
        using BinaryWriter writer = new(bytes);
        writer.Write(Version);
        writer.Write(Entries);
        writer.Write(_actions.Count);
        foreach (GuardAction action in _actions)
            writer.Write(action);
        Monitor.SaveRun(writer);
        writer.Flush();
        return new SavedState(Rows, bytes.GetBuffer().AsMemory(0, (int)bytes.Length));
    }

    /// <summary>Takes up what was saved; throws <see cref="InvalidDataException"/> where that is not possible, and then another object must begin anew.</summary>
    internal void Restore(SavedState saved)
    {
        using BinaryReader reader = new(new MemoryStream(saved.Bytes.ToArray()));
        if (reader.ReadInt32() != Version)
            throw new InvalidDataException("the state was saved by another version");
        Entries = reader.ReadInt32();
        for (int left = reader.ReadInt32(); left > 0; left--)
            _actions.Add(reader.ReadGuardAction());
        Monitor.RestoreRun(reader);
        Rows = saved.Rows;
    }

    private StoredEpisode Stored(Episode episode)
    {
        Sentence finding = episode.Worst.Sentence;
        return new StoredEpisode
        {
            Number = episode.Number, Detector = episode.Detector, Severity = episode.Severity, Series = episode.Series.Name,
            Tensor = Localization.Locate(Monitor.Record, episode),
            FirstStep = episode.FirstStep, AlarmStep = episode.AlarmStep, LastStep = episode.LastStep,
            Closed = episode.Closed, English = finding.In(Language.English), Russian = finding.In(Language.Russian),
        };
    }

    private readonly record struct Told(Severity Severity, long LastStep, long Findings, bool Closed);
}
