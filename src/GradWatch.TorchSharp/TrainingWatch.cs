using GradWatch.Episodes;
using GradWatch.Observations;
using GradWatch.Reports;
using GradWatch.Statistics;
using GradWatch.TorchSharp.Watching;
using TorchSharp;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp;

/// <summary>Sees every gradient of a training loop, says what is wrong with it and, where asked, acts on the optimizer step.</summary>
/// <remarks>One watch an optimizer (or a set of optimizers that step together). Not thread-safe: it belongs to the thread that trains.
/// A fault inside it never stops or changes the training: it is told to <see cref="Faulted"/>.</remarks>
public sealed class TrainingWatch : IDisposable
{
    private readonly optim.Optimizer[] _optimizers;
    private readonly WatchedParameter[] _parameters;
    private readonly GradientReader _gradients;
    private readonly RunSeries _series = new();
    private readonly string _name;

    private TrainingWatch(nn.Module model, IEnumerable<optim.Optimizer> optimizers, WatchOptions options)
    {
        _optimizers = [.. optimizers];
        _parameters = ParameterRoster.Of(model, _optimizers);
        _gradients = new GradientReader(options.Threads);
        _name = options.Name;
        Monitor = new TrainingMonitor(options.Detectors);
        Monitor.Faulted += fault => Faulted?.Invoke(fault);
    }

    /// <summary>Told of a fault inside the watch or a listener; the training goes on.</summary>
    public event Action<Exception>? Faulted;

    /// <summary>Observations in; findings, episodes and the diagnosis out.</summary>
    public TrainingMonitor Monitor { get; }

    /// <summary>The optimizer step that comes next, from zero.</summary>
    public long NextStep { get; private set; }

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
        StepResult result = Observe(loss);
        foreach (optim.Optimizer optimizer in _optimizers)
            optimizer.step();
        return result with { Stepped = true };
    }

    /// <summary>Measures and detects before a plain <c>optimizer.step()</c>.</summary>
    public StepResult Observe(Tensor loss)
    {
        StepResult result = new() { Step = NextStep, ClipCoefficient = 1 };
        try
        {
            TensorStatistics total = _gradients.Read(_parameters);
            result = result with { Loss = loss.ToDouble(), GradientNorm = total.L2, GradientMax = total.Max, NonFinite = total.NonFinite };
            Publish(result);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            Faulted?.Invoke(fault);
        }
        NextStep++;
        return result;
    }

    private void Publish(in StepResult result)
    {
        Monitor.Observe(new Observation(result.Step, _series.Loss, result.Loss));
        Monitor.Observe(new Observation(result.Step, _series.GradNorm, result.NonFinite > 0 ? double.NaN : result.GradientNorm));
        Monitor.Observe(new Observation(result.Step, _series.GradMax, result.GradientMax));
        foreach (WatchedParameter parameter in _parameters)
        {
            if (parameter.HasGradient)
                Monitor.Observe(new Observation(result.Step, parameter.GradNorm, parameter.Gradient.L2));
        }
    }

    /// <summary>The episodes so far, in the order in which their alarms came.</summary>
    public IReadOnlyList<Episode> Episodes => Monitor.Episodes;

    /// <summary>The report of the run so far; training may go on after it.</summary>
    public Report Report() => Monitor.Report(new RunDescription(_name, "torchsharp"));

    /// <summary>Ends watching. The model and the optimizer are left as they are.</summary>
    public void Dispose() => Monitor.Complete();
}
