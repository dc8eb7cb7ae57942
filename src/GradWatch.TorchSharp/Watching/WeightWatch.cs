using GradWatch.Observations;
using GradWatch.Statistics;
using GradWatch.TorchSharp.Native;

namespace GradWatch.TorchSharp.Watching;

/// <summary>Decides at which steps the weights are read, and turns what is read into observations of that step.</summary>
internal sealed class WeightWatch(AttachedModel attached, TorchThreads threads, WatchOptions options) : IDisposable
{
    // A step that moves the weights by a tenth of themselves is read, whatever the schedule says.
    private const double Large = 0.1;

    private readonly RunSeries _series = new();
    private readonly OpenAlarms _alarms = new(attached.Monitor);
    private readonly WeightReader _reader = new(attached.Roster, threads, options);
    private readonly PlainDescent _descent = new(attached.Optimizers);
    private long? _pending;
    private double _norm = double.NaN;

    /// <summary>Called just before the optimizer steps, gradients and rates being what it will use.</summary>
    internal void BeforeStep(StepContext step) => BeforeStep(step, options.Updates && step.HasGradients ? _descent.Rate * (step.ClippedNorm ?? step.Gradients.L2) : null);

    /// <summary>Called before the loop steps the optimizer itself.</summary>
    internal void BeforeStepElsewhere(StepContext step) => BeforeStep(step, null);

    /// <summary>Called when the optimizer has stepped; does nothing when the weights were not read before.</summary>
    internal void AfterStep()
    {
        if (_pending is not { } step)
            return;
        _pending = null;
        if (!options.Updates && !options.Displacement)
            return;
        _reader.ReadAfter();
        PublishAfter(step);
    }

    /// <summary>The optimizer was not stepped: nothing has changed.</summary>
    internal void Skipped() => _pending = null;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (WatchedParameter parameter in attached.Roster.Parameters)
            parameter.Weights?.Dispose();
    }

    private void BeforeStep(StepContext step, double? update)
    {
        bool due = options.Weights!.IsDue(step.Step, _alarms.Newest);
        if (due || update > Large * _norm)
        {
            _reader.ReadBefore();
            PublishBefore(step.Step);
            _pending = step.Step;
        }
        else if (update is { } moved)
        {
            Publish(step.Step, _series.UpdateNorm, moved);
            Publish(step.Step, _series.UpdateRatio, moved / _norm);
        }
    }

    private void PublishBefore(long step)
    {
        TensorStatistics total = default;
        foreach (WatchedParameter parameter in attached.Roster.Parameters)
        {
            if (parameter.Weights is { IsRead: true } weights)
                total += weights.BeforeStatistics;
        }
        _norm = total.L2;
        Publish(step, _series.ParamNorm, total.ObservedNorm());
        Publish(step, _series.ParamMax, total.ObservedMax());
        if (!options.Tensors)
            return;
        foreach (WatchedParameter parameter in attached.Roster.Parameters)
        {
            if (parameter.Weights is not { IsRead: true } weights)
                continue;
            Publish(step, parameter.ParamNorm, weights.BeforeStatistics.ObservedNorm());
            Publish(step, parameter.ParamMax, weights.BeforeStatistics.ObservedMax());
        }
    }

    private void PublishAfter(long step)
    {
        TensorStatistics change = default, displacement = default, before = default, first = default;
        foreach (WatchedParameter parameter in attached.Roster.Parameters)
        {
            if (parameter.Weights is not { IsRead: true } weights)
                continue;
            change += weights.Change;
            displacement += weights.Displacement;
            before += weights.BeforeStatistics;
            first += weights.FirstStatistics;
        }
        PublishAfter(step, _series.UpdateNorm, _series.UpdateRatio, _series.Displacement, change, before, displacement, first);
        if (!options.Tensors)
            return;
        foreach (WatchedParameter parameter in attached.Roster.Parameters)
        {
            if (parameter.Weights is { IsRead: true } weights)
            {
                PublishAfter(step, parameter.UpdateNorm, parameter.UpdateRatio, parameter.Displacement,
                    weights.Change, weights.BeforeStatistics, weights.Displacement, weights.FirstStatistics);
            }
        }
    }

    private void PublishAfter(long step, Series updateNorm, Series updateRatio, Series displacement,
        in TensorStatistics change, in TensorStatistics before, in TensorStatistics moved, in TensorStatistics first)
    {
        if (options.Updates)
        {
            Publish(step, updateNorm, change.ObservedNorm());
            Publish(step, updateRatio, change.ObservedNorm() / before.L2);
        }
        if (options.Displacement)
            Publish(step, displacement, moved.ObservedNorm() / first.L2);
    }

    private void Publish(long step, Series series, double value) => attached.Monitor.Observe(new Observation(step, series, value));
}
