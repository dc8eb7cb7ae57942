using GradWatch.Detectors;
using GradWatch.Wording;

namespace GradWatch.Guard;

/// <summary>What the detectors said since the guard last decided, and since when they have been saying it.</summary>
public sealed class Trouble
{
    /// <summary>Steps without a warning after which trouble is over.</summary>
    public const int Quiet = 10;

    private Severity? _worst;
    private Finding _finding;
    private long _since;
    private long _last = long.MinValue;
    private long _forgetUntil = long.MinValue;

    /// <summary>The worst finding since the last <see cref="Decided"/>; null when there was none.</summary>
    public Severity? Worst => _worst;

    /// <summary>What the worst finding says; only while <see cref="Worst"/> is not null.</summary>
    public Sentence Sentence => _finding.Sentence;

    /// <summary>The first step of the trouble that the last finding belongs to.</summary>
    public long Since => _since;

    /// <summary>How many troubles there were, parted by quiet steps.</summary>
    public long Count { get; private set; }

    /// <summary>Takes a finding in. Notes are no trouble; nor are findings that no guard can answer by holding a step back.</summary>
    public void Take(in Finding finding)
    {
        if (finding.Severity < Severity.Warning || finding.Detector is "clip_saturation" or "vanishing_gradient")
            return;
        // It speaks of what was before a rollback, and that is undone.
        if (finding.Since <= _forgetUntil)
            return;
        bool begins = IsOver(finding.Step);
        Count += begins ? 1 : 0;
        _since = begins ? finding.Since : Math.Min(_since, finding.Since);
        _last = Math.Max(_last, finding.Step);
        if (_worst is not { } worst || finding.Severity > worst)
            (_worst, _finding) = (finding.Severity, finding);
    }

    /// <summary>True when no warning has come for a while before this step.</summary>
    public bool IsOver(long step) => _last == long.MinValue || step - _last > Quiet;

    /// <summary>The findings so far have been answered or found not worth it.</summary>
    public void Decided() => _worst = null;

    /// <summary>All that came about up to a step was undone.</summary>
    public void Forget(long step)
    {
        (_worst, _last, _forgetUntil) = (null, long.MinValue, step);
    }
}
