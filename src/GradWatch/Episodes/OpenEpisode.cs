using GradWatch.Detectors;

namespace GradWatch.Episodes;

/// <summary>An episode while it goes on: the same object takes every finding, so that a sick run allocates nothing a step.</summary>
internal sealed class OpenEpisode
{
    private readonly Finding _first;
    private Finding _worst;
    private long _firstStep;
    private long _alarmStep;
    private long _lastStep;
    private long _findings = 1;

    internal OpenEpisode(int number, in Finding first, int quiet)
    {
        Number = number;
        Quiet = quiet;
        _first = _worst = first;
        _firstStep = first.Since;
        _alarmStep = _lastStep = first.Step;
    }

    /// <summary>As it was saved.</summary>
    internal OpenEpisode(int number, BinaryReader reader)
    {
        Number = number;
        _first = reader.ReadFinding();
        _worst = reader.ReadFinding();
        _firstStep = reader.ReadInt64();
        _alarmStep = reader.ReadInt64();
        _lastStep = reader.ReadInt64();
        _findings = reader.ReadInt64();
        Closed = reader.ReadBoolean();
        Quiet = reader.ReadInt32();
        QuietObservations = reader.ReadInt32();
    }

    /// <summary>Counted from zero in the order of opening.</summary>
    internal int Number { get; }

    internal ref readonly Finding First => ref _first;

    internal bool Closed { get; set; }

    /// <summary>Observations without a finding that it takes to close.</summary>
    internal int Quiet { get; set; }

    internal int QuietObservations { get; set; }

    /// <summary>Takes a finding in; true when it is worse than all before.</summary>
    internal bool Add(in Finding finding)
    {
        _findings++;
        QuietObservations = 0;
        _firstStep = Math.Min(_firstStep, finding.Since);
        _lastStep = finding.Step;
        bool worse = finding.Severity > _worst.Severity;
        if (worse && _worst.Severity == Severity.Info)
            _alarmStep = finding.Step;
        if (worse || (finding.Severity == _worst.Severity && finding.Excess > _worst.Excess))
            _worst = finding;
        return worse;
    }

    internal void Save(BinaryWriter writer)
    {
        writer.Write(_first);
        writer.Write(_worst);
        writer.Write(_firstStep);
        writer.Write(_alarmStep);
        writer.Write(_lastStep);
        writer.Write(_findings);
        writer.Write(Closed);
        writer.Write(Quiet);
        writer.Write(QuietObservations);
    }

    internal Episode ToEpisode() => new()
    {
        Number = Number,
        Detector = _first.Detector,
        Series = _first.Series,
        Tensor = _first.Series.Tensor,
        Severity = _worst.Severity,
        FirstStep = _firstStep,
        AlarmStep = _alarmStep,
        LastStep = _lastStep,
        Closed = Closed,
        Findings = _findings,
        First = _first,
        Worst = _worst,
    };
}
