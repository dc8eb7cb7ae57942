using GradWatch.Episodes;
using GradWatch.Observations;
using GradWatch.Reports;
using GradWatch.TorchSharp.Native;
using GradWatch.TorchSharp.Tracing;
using GradWatch.TorchSharp.Watching;
using TorchSharp;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp;

/// <summary>Sees every gradient of a training loop, says what is wrong with it and, where asked, acts on the optimizer step.</summary>
/// <remarks>One watch an optimizer (or a set of optimizers that step together). Not thread-safe: it belongs to the thread that trains.
/// A fault inside it never stops or changes the training: it is told to <see cref="Faulted"/>.</remarks>
public sealed partial class TrainingWatch : IDisposable
{
    private readonly optim.Optimizer[] _optimizers;
    private readonly StepMeasurer _measurer;
    private readonly StepPublisher _publisher;
    private readonly WeightWatch? _weights;
    private readonly IStepTracer _tracer;
    private readonly IStepGuard[] _guards;
    private readonly StepContext _step = new();
    private readonly MeanLoss _loss = new();
    private readonly string _name;

    private TrainingWatch(nn.Module model, IEnumerable<optim.Optimizer> optimizers, WatchOptions options)
    {
        _optimizers = [.. optimizers];
        _name = options.Name;
        Monitor = new TrainingMonitor(options.Detectors) { MeterTag = options.MeterTag };
        Monitor.Faulted += Tell;
        ParameterRoster roster = new(model, _optimizers);
        LearningRates rates = new(_optimizers);
        AttachedModel attached = new(model, _optimizers, roster, Monitor, Tell);
        TorchThreads threads = new(options.Threads);
        _publisher = new StepPublisher(Monitor, rates, options);
        _measurer = new StepMeasurer(attached, rates, new GradientReader(threads, options.NeverInPlace), options.LossScale);
        if (options.Weights is not null)
            _weights = new WeightWatch(attached, threads, options);
        _tracer = options.Tracer?.Invoke(attached) ?? new StepTracer(attached, new TraceOptions(), asked: false, options.BatchIds);
        _guards = [.. options.Guards.Select(make => make(attached))];
        ListenToGuard();
        BeginRecording(options);
    }

    /// <summary>Told of a fault inside the watch, a detector or a listener; the training goes on.</summary>
    /// <remarks>What this listener itself throws comes out of the call: that is how tests and tools rethrow a fault.</remarks>
    public event Action<Exception>? Faulted;

    /// <summary>Observations in; findings, episodes and the diagnosis out.</summary>
    public TrainingMonitor Monitor { get; }

    /// <summary>The optimizer step that comes next, from zero.</summary>
    public long NextStep { get; private set; }

    /// <summary>The episodes so far, in the order in which their alarms came.</summary>
    public IReadOnlyList<Episode> Episodes => Monitor.Episodes;

    /// <summary>Watches the parameters of <paramref name="model"/> that <paramref name="optimizer"/> steps.</summary>
    public static TrainingWatch Attach(nn.Module model, optim.Optimizer optimizer, Action<WatchOptions>? configure = null) =>
        Attach(model, [optimizer], configure);

    /// <summary>Watches the parameters that several optimizers step together, after one backward pass.</summary>
    public static TrainingWatch Attach(nn.Module model, IReadOnlyList<optim.Optimizer> optimizers, Action<WatchOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(optimizers);
        WatchOptions options = new();
        configure?.Invoke(options);
        return new TrainingWatch(model, optimizers, options);
    }

    /// <summary>Measures, detects and guards, then steps the optimizer. Call it after <c>loss.backward()</c>, in place of <c>optimizer.step()</c>.</summary>
    public StepResult Step(Tensor loss)
    {
        Take(loss);
        return Advance(null);
    }

    /// <summary>The same, and where a value is not finite the step is traced with the loss computed again.</summary>
    /// <param name="loss">The loss that <c>backward()</c> was called on.</param>
    /// <param name="replay">Computes the loss of the same batch again, without <c>backward()</c>; called during an incident only.</param>
    public StepResult Step(Tensor loss, Func<Tensor> replay)
    {
        Take(loss);
        return Advance(replay);
    }

    /// <summary>The same with a loss that was already read.</summary>
    public StepResult Step(double loss)
    {
        _loss.Add(loss);
        return Advance(null);
    }

    /// <summary>The same with the mean of the losses given to <see cref="Accumulate"/> since the last step; without a loss when there is none.</summary>
    public StepResult Step() => Advance(null);

    /// <summary>The same for an optimizer that evaluates the loss itself, several times a step (LBFGS).</summary>
    /// <param name="closure">Zeroes the gradients, computes the loss, calls <c>backward()</c> and returns the loss. What is measured and guarded is
    /// its first evaluation.</param>
    public StepResult Step(Func<Tensor> closure)
    {
        ArgumentNullException.ThrowIfNull(closure);
        Tensor first = closure();
        Take(first);
        BeforeStep(null);
        if (!_step.Skip)
            FirstEvaluation.Step(_optimizers, first, closure);
        return AfterStep(stepped: !_step.Skip);
    }

    /// <summary>Measures and detects before a plain <c>optimizer.step()</c>. Guards do not act.</summary>
    public StepResult Observe(Tensor loss)
    {
        Take(loss);
        return Observe();
    }

    /// <summary>The same with a loss that was already read.</summary>
    public StepResult Observe(double loss)
    {
        _loss.Add(loss);
        return Observe();
    }

    /// <summary>The same with the mean of the losses given to <see cref="Accumulate"/>; without a loss when there is none.</summary>
    public StepResult Observe()
    {
        // What the loop's own optimizer did since the last call belongs to the step observed then.
        AfterOptimizer();
        Measure(null);
        Safely(_publisher, static (publisher, step) => publisher.PublishGuarded(step));
        if (_weights is not null)
            Safely(_weights, static (weights, step) => weights.BeforeStepElsewhere(step));
        return Finish(stepped: false);
    }

    /// <summary>Takes the loss of a part of a batch whose gradients are accumulated; then call <see cref="Step()"/>.</summary>
    /// <param name="loss">The part's own loss, not divided by the number of parts.</param>
    public void Accumulate(Tensor loss) => Take(loss);

    /// <summary>Runs a loss now with every module watched: what each returns, and the gradient that comes back to it.</summary>
    /// <param name="loss">Computes the loss without <c>backward()</c>. What it throws is told to <see cref="Faulted"/>.</param>
    /// <remarks>Costs about two steps. The generator, the buffers and the gradients are put back: the training goes on as if it had not been.
    /// The observations <c>activation_rms</c> and <c>activation_max</c> of each module are of the coming step.</remarks>
    public ActivationTrace TraceNow(Func<Tensor> loss)
    {
        ArgumentNullException.ThrowIfNull(loss);
        ActivationTrace trace = _tracer.TraceNow(loss, NextStep);
        foreach (ModuleActivation module in trace.Modules)
        {
            Monitor.Observe(new Observation(NextStep, new Series(Quantity.ActivationRms, module.Name), module.NonFinite > 0 ? double.NaN : module.Rms));
            Monitor.Observe(new Observation(NextStep, new Series(Quantity.ActivationMax, module.Name), module.NonFinite > 0 ? double.NaN : module.Max));
        }
        return trace;
    }

    /// <summary>Names the batch of the coming step, for records of incidents. The list is kept until the step is done.</summary>
    public void NextBatch(IReadOnlyList<long> ids) => _step.Batch = ids;

    /// <summary>The report of the run so far; training may go on after it.</summary>
    public Report Report() => Monitor.Report(new RunDescription(_name, "torchsharp")) with { Actions = Actions };

    /// <summary>Ends watching. The model and the optimizer are left as they are.</summary>
    public void Dispose()
    {
        AfterOptimizer();
        _tracer.Dispose();
        Monitor.Complete();
        EndRecording();
        _guard?.Dispose();
        _weights?.Dispose();
    }

    private StepResult Advance(Func<Tensor>? replay)
    {
        BeforeStep(replay);
        if (!_step.Skip)
        {
            // Outside of every try: what the optimizer throws is the training's own.
            foreach (optim.Optimizer optimizer in _optimizers)
                optimizer.step();
        }
        return AfterStep(stepped: !_step.Skip);
    }

    private void BeforeStep(Func<Tensor>? replay)
    {
        Measure(replay);
        foreach (IStepGuard guard in _guards)
            Safely(guard, static (guard, step) => guard.BeforeStep(step));
        Safely(_publisher, static (publisher, step) => publisher.PublishGuarded(step));
        if (_weights is not null && !_step.Skip)
            Safely(_weights, static (weights, step) => weights.BeforeStep(step));
    }

    private void Measure(Func<Tensor>? replay)
    {
        _step.Begin(NextStep);
        (_step.HasLoss, _step.Loss) = (_loss.Count > 0, _loss.Take());
        _step.Replay = replay;
        Safely(_measurer, static (measurer, step) => measurer.Measure(step));
        Safely(this, static (watch, step) => watch._publisher.PublishMeasured(step, watch._measurer.Parameters));
        Safely(_tracer, static (tracer, step) => tracer.BeforeStep(step));
    }

    private StepResult AfterStep(bool stepped)
    {
        if (stepped)
            AfterOptimizer();
        else
            _weights?.Skipped();
        return Finish(stepped);
    }

    private void AfterOptimizer()
    {
        if (_weights is not null)
            Safely(_weights, static (weights, _) => weights.AfterStep());
    }

    private StepResult Finish(bool stepped)
    {
        Safely(this, static (watch, step) => watch._publisher.PublishLossScale(step, watch._measurer.UpdateLossScale(step)));
        foreach (IStepGuard guard in _guards)
            Safely(guard, static (guard, step) => guard.AfterStep(step));
        Safely(_tracer, static (tracer, step) => tracer.AfterStep(step));
        RecordStep();
        NextStep++;
        _step.Batch = null;
        return new StepResult
        {
            Step = _step.Step,
            Loss = _step.Loss,
            GradientNorm = _step.Gradients.L2,
            GradientMax = _step.Gradients.Max,
            NonFinite = _step.Gradients.NonFinite,
            ClipCoefficient = _step.Skip ? 0 : _step.ClipCoefficient ?? 1,
            Stepped = stepped,
            ShouldStop = ShouldStop,
        };
    }

    private void Take(Tensor loss)
    {
        try
        {
            _loss.Add(LossReader.Read(loss));
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            Tell(fault);
        }
    }

    private void Safely<TPart>(TPart part, Action<TPart, StepContext> act)
    {
        try
        {
            act(part, _step);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            Tell(fault);
        }
    }

    private void Tell(Exception fault) => Faulted?.Invoke(fault);
}
