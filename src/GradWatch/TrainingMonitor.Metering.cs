using GradWatch.Detectors;
using GradWatch.Episodes;
using GradWatch.Guard;
using GradWatch.Metering;
using GradWatch.Observations;
using GradWatch.Reports;

namespace GradWatch;

/// <content>What the meter <c>GradWatch</c> is told of the run. docs/live.md.</content>
public sealed partial class TrainingMonitor
{
    private RunMeter? _meter = new(null);

    /// <summary>The name under which the meter <c>GradWatch</c> tells this run from others, as the tag <c>gradwatch.run</c>; null for none.</summary>
    /// <remarks>Each name is a time series of its own in whatever collects them, so none is given unless it is asked for.</remarks>
    public string? MeterTag
    {
        get;
        init => _meter = new RunMeter(field = value);
    }

    /// <summary>False for a monitor that the meter does not count: it sees observations that another has counted.</summary>
    public bool Metered
    {
        get => _meter is not null;
        init => _meter = value ? new RunMeter(MeterTag) : null;
    }

    /// <summary>Counts what a guard did to a step.</summary>
    internal void Count(in GuardAction action) => _meter?.Action(action.Kind.Name(), action.Steps);

    private void Count(in Observation observation)
    {
        if (_meter is not { } meter)
            return;
        bool broken = !double.IsFinite(observation.Value) && RunMeter.WantsNonFinite;
        bool ofRun = observation.Series is { IsOfRun: true, Component: null } && RunMeter.WantsValues;
        if (!broken && !ofRun && !RunMeter.WantsObservations)
            return;
        try
        {
            meter.Observation();
            if (broken)
                meter.NonFinite(observation.Series.Quantity.Name());
            if (ofRun)
                Show(meter, observation);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            Faulted?.Invoke(fault);
        }
    }

    private static void Show(RunMeter meter, in Observation observation)
    {
        switch (observation.Series.Quantity)
        {
            case Quantity.Loss:
                meter.Loss(observation.Value);
                break;
            case Quantity.GradNorm:
                meter.GradNorm(observation.Value);
                break;
            case Quantity.UpdateRatio:
                meter.UpdateRatio(observation.Value);
                break;
        }
    }

    private void Count(in Finding finding, EpisodeChange change, Episode? episode)
    {
        try
        {
            _meter?.Finding(finding.Detector, finding.Severity.Name());
            if (episode is not null)
                _meter?.Episode(change == EpisodeChange.Worsened, episode.Detector, episode.Severity.Name());
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            Faulted?.Invoke(fault);
        }
    }
}
