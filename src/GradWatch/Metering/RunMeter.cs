using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace GradWatch.Metering;

/// <summary>Counts one run on the instruments. While nobody listens to an instrument its cost is one comparison, and nothing is ever allocated.</summary>
internal sealed class RunMeter(string? run)
{
    private readonly TagList _run = run is null ? [] : new TagList([new KeyValuePair<string, object?>(MeterNames.Run, run)]);

    /// <summary>True when a listener wants each observation.</summary>
    internal static bool WantsObservations => Instruments.Observations.Enabled;

    /// <summary>True when a listener wants the last values of the run.</summary>
    internal static bool WantsValues => Instruments.Loss.Enabled || Instruments.GradNorm.Enabled || Instruments.UpdateRatio.Enabled;

    /// <summary>True when a listener wants what is not finite.</summary>
    internal static bool WantsNonFinite => Instruments.NonFinite.Enabled;

    internal void Observation() => Instruments.Observations.Add(1, _run);

    internal void NonFinite(string quantity) => Instruments.NonFinite.Add(1, Tagged(MeterNames.Quantity, quantity));

    internal void Loss(double value) => Instruments.Loss.Record(value, _run);

    internal void GradNorm(double value) => Instruments.GradNorm.Record(value, _run);

    internal void UpdateRatio(double value) => Instruments.UpdateRatio.Record(value, _run);

    internal void Finding(string detector, string severity)
    {
        if (!Instruments.Findings.Enabled)
            return;
        TagList tags = Tagged(MeterNames.Detector, detector);
        tags.Add(MeterNames.Severity, severity);
        Instruments.Findings.Add(1, tags);
    }

    internal void Episode(bool worsened, string detector, string severity)
    {
        Counter<long> counter = worsened ? Instruments.Worsened : Instruments.Episodes;
        if (!counter.Enabled)
            return;
        TagList tags = Tagged(MeterNames.Detector, detector);
        tags.Add(MeterNames.Severity, severity);
        counter.Add(1, tags);
    }

    internal void Action(string action, long steps)
    {
        if (Instruments.Actions.Enabled)
            Instruments.Actions.Add(steps, Tagged(MeterNames.Action, action));
    }

    private TagList Tagged(string name, string value)
    {
        TagList tags = _run;
        tags.Add(name, value);
        return tags;
    }
}
