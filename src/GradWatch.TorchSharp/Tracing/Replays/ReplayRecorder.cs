using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tracing.Replays;

/// <summary>Watches every hookable module through a forward and a backward pass.</summary>
internal sealed class ReplayRecorder : IDisposable
{
    private readonly ModuleHooks _hooks = new();
    private readonly List<Moment> _forward = [];
    private readonly List<Moment> _backward = [];
    private readonly Stack<ModuleCall> _open = new();
    private bool _recording = true;

    internal ReplayRecorder(IEnumerable<TracedModule> modules)
    {
        foreach (TracedModule module in modules)
        {
            module.Calls = 0;
            _hooks.Add(module.Module, arguments => Safely(arguments, () => Enter(module, arguments)), result => Safely(result, () => Leave(module, result)));
        }
    }

    /// <summary>The moments of the forward pass, in the order of time.</summary>
    internal IReadOnlyList<Moment> Forward => _forward;

    /// <summary>The moments of the backward pass, in the order of time.</summary>
    internal IReadOnlyList<Moment> Backward => _backward;

    /// <summary>A fault of the recorder itself, on which it went on without the reading; null when there was none.</summary>
    internal Exception? Fault { get; private set; }

    /// <summary>Looks no further: a second backward pass tells nothing new.</summary>
    internal void Stop() => _recording = false;

    /// <summary>Takes the hooks off.</summary>
    public void Dispose()
    {
        Stop();
        _hooks.Dispose();
    }

    private object?[] Enter(TracedModule module, object?[] arguments)
    {
        ModuleCall? caller = _open.TryPeek(out ModuleCall? open) ? open : null;
        ModuleCall call = new(module, ++module.Calls, caller);
        if (caller is not null)
            caller.Last = call;
        call.Inputs = Read(arguments);
        _forward.Add(new Moment(MomentKind.Entered, call, call.Inputs));
        _open.Push(call);
        return module.WritesInput ? arguments : Probed(arguments, call, MomentKind.InputGradient);
    }

    private object? Leave(TracedModule module, object? result)
    {
        // A call that threw within user code that caught it never returned.
        while (_open.TryPeek(out ModuleCall? open) && open.Module != module)
            _open.Pop();
        if (!_open.TryPop(out ModuleCall? call))
            return result;
        call.Outputs = Read([result]);
        _forward.Add(new Moment(MomentKind.Left, call, call.Outputs));
        return Probed([result], call, MomentKind.OutputGradient)[0];
    }

    private object?[] Probed(object?[] values, ModuleCall call, MomentKind kind) => is_grad_enabled()
        ? Array.ConvertAll(values, value => Bundles.Replace(value, tensor => tensor.requires_grad && tensor.is_floating_point()
            ? GradientProbe.On(tensor, gradient => Passed(call, kind, gradient)) : tensor))
        : values;

    private void Passed(ModuleCall call, MomentKind kind, Tensor gradient)
    {
        if (!_recording || TensorReading.Of(gradient) is not { } reading)
            return;
        (kind == MomentKind.OutputGradient ? call.OutputGradients : call.InputGradients).Add(reading);
        _backward.Add(new Moment(kind, call, [reading]));
    }

    private static List<TensorReading> Read(object?[] values) =>
        [.. values.SelectMany(Bundles.Tensors).Select(TensorReading.Of).OfType<TensorReading>()];

    private T Safely<T>(T otherwise, Func<T> watch)
    {
        if (!_recording)
            return otherwise;
        try
        {
            return watch();
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            Fault ??= fault;
            return otherwise;
        }
    }
}
