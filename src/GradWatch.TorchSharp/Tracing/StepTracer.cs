using GradWatch.Diagnosis.Origins;
using GradWatch.TorchSharp.Tracing.Replays;
using GradWatch.TorchSharp.Tracing.State;
using GradWatch.TorchSharp.Watching;
using GradWatch.Wording;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tracing;

/// <summary>Finds where the first value of an incident that is not finite came from: from the gradients alone, and by a second run where there is a way.</summary>
internal sealed class StepTracer : IStepTracer
{
    private readonly AttachedModel _attached;
    private readonly TraceOptions _options;
    private readonly Func<long, IReadOnlyList<long>>? _batchIds;
    private ExecutionOrder? _order;
    private StateBeforeStep? _state;
    private bool _within;
    private int _replays;

    /// <param name="attached">What is watched.</param>
    /// <param name="options">How it is traced.</param>
    /// <param name="asked">False where tracing was not asked for: then nothing is hooked or kept until a loop gives a re-run.</param>
    /// <param name="batchIds">Names the batch of a step for the record.</param>
    internal StepTracer(AttachedModel attached, TraceOptions options, bool asked, Func<long, IReadOnlyList<long>>? batchIds = null)
    {
        _attached = attached;
        _options = options;
        _batchIds = batchIds;
        if (!asked)
            return;
        try
        {
            _order = new ExecutionOrder(attached.Model);
            _state = new StateBeforeStep(attached.Model, options.MostBufferBytes);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            attached.TellFault(fault);
        }
    }

    /// <inheritdoc/>
    public void BeforeStep(StepContext step)
    {
        if (!step.IsNonFinite)
        {
            _within = false;
            return;
        }
        // An incident is traced where it begins: what follows it is its echo. What a loss scale overflowed is lowered and gone.
        if (_within || (step.LossScale != 1 && double.IsFinite(step.Loss)))
            return;
        _within = true;
        NonFiniteOrigin origin = OriginOf(step);
        _attached.Monitor.Note(origin);
        if (_options.IncidentFolder is { } folder)
            IncidentRecord.Write(folder, step, _attached.Roster, origin, step.Batch ?? _batchIds?.Invoke(step.Step));
    }

    /// <inheritdoc/>
    public void AfterStep(StepContext step)
    {
        _order?.Close();
        if (step.Replay is not null)
            _state ??= new StateBeforeStep(_attached.Model, _options.MostBufferBytes);
        _state?.KeepAfterStep();
    }

    /// <inheritdoc/>
    public ActivationTrace TraceNow(Func<Tensor> loss, long step)
    {
        IReadOnlyList<TracedModule> modules = TracedModule.All(_attached.Model);
        Replay run = new Replayer(_attached.Model, modules, _options.MostBufferBytes).Run(loss, null, Watched(), _options.NameOperation);
        if ((run.Thrown ?? run.Fault) is { } fault)
            _attached.TellFault(fault);
        return Activations.Of(run, step, modules);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _order?.Dispose();
        _state?.Dispose();
    }

    private NonFiniteOrigin OriginOf(StepContext step)
    {
        IReadOnlyList<WatchedParameter> parameters = _order is { IsKnown: true } ? _order.Sort(_attached.Roster.Parameters) : [.. _attached.Roster.Parameters];
        List<string> weights = [.. parameters.Where(parameter => TensorReading.Of(parameter.Tensor) is { IsFinite: false }).Select(parameter => parameter.Name)];
        NonFiniteOrigin pattern = GradientPattern.Of(
            step.Step, step.Loss, step.HasLoss,
            [.. parameters.Where(parameter => parameter.HasGradient).Select(parameter => (parameter.Name, parameter.Gradient.NonFinite == 0))],
            weights, parameters.Count);
        if (_order is not { IsKnown: true })
            pattern = pattern with { Evidence = [.. pattern.Evidence, Told.Say("order_named")] };
        if (step.Replay is null)
            return pattern with { Evidence = [.. pattern.Evidence, Told.Say("pattern_no_replay")] };
        if (_replays >= _options.MostReplays)
            return pattern with { Evidence = [.. pattern.Evidence, Told.Say("replays_spent", _replays)] };
        _replays++;
        return Replayed(step, step.Replay, pattern);
    }

    private NonFiniteOrigin Replayed(StepContext step, Func<Tensor> replay, NonFiniteOrigin pattern)
    {
        IReadOnlyList<TracedModule> modules = TracedModule.All(_attached.Model);
        Replayer replayer = new(_attached.Model, modules, _options.MostBufferBytes);
        IReadOnlyList<KeptState?> candidates = _state?.Candidates ?? (IReadOnlyList<KeptState?>)[null];
        Replay? best = null;
        foreach (KeptState? before in candidates)
        {
            Replay run = replayer.Run(replay, before, Watched(), _options.NameOperation);
            if (best is null || Reproduction.Of(run, step, _attached.Roster) > Reproduction.Of(best, step, _attached.Roster))
                best = run;
            // A second start is tried only where the first does not give the step again; code that throws is not asked twice.
            if (run.Thrown is not null || Reproduction.Of(best, step, _attached.Roster) == Reproduced.Exactly)
                break;
        }
        if (best!.Fault is { } fault)
            _attached.TellFault(fault);
        List<Sentence> limits = [];
        if (_state is null)
            limits.Add(Told.Say("state_not_kept"));
        else if (_state.BuffersLeftOut > 0)
            limits.Add(Told.Say("buffers_left_out", _state.BuffersLeftOut));
        return ReplayVerdict.Of(best, step, modules, pattern, Reproduction.Of(best, step, _attached.Roster), limits);
    }

    private IEnumerable<Tensor> Watched() => _attached.Roster.Parameters.ToArray().Select(parameter => parameter.Tensor);
}
