using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tracing.State;

/// <summary>The states that the coming step may have begun from: after the last step, and where the model was first called in training.</summary>
/// <remarks>Between the two the loop draws its batch, of which a re-run uses the same: then the second is right. Where the loss draws
/// numbers before it calls the model, the first is.</remarks>
internal sealed class StateBeforeStep : IDisposable
{
    private readonly ModuleHooks _hooks = new();
    private readonly KeptState _afterStep;
    private readonly KeptState _atCall;
    private bool _called;

    internal StateBeforeStep(nn.Module model, long mostBufferBytes)
    {
        _afterStep = new KeptState(model, mostBufferBytes);
        _atCall = new KeptState(model, mostBufferBytes);
        _hooks.Add(model, () =>
        {
            if (_called || !model.training || !is_grad_enabled())
                return;
            _atCall.Keep();
            _called = true;
        });
        _afterStep.Keep();
    }

    /// <summary>The states to begin a re-run from, likeliest first.</summary>
    internal IReadOnlyList<KeptState> Candidates => _called ? [_atCall, _afterStep] : [_afterStep];

    /// <summary>Buffers too large to be kept.</summary>
    internal int BuffersLeftOut => _afterStep.BuffersLeftOut;

    /// <summary>The step is done: the next one begins from here.</summary>
    internal void KeepAfterStep()
    {
        _afterStep.Keep();
        _called = false;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _hooks.Dispose();
        _afterStep.Dispose();
        _atCall.Dispose();
    }
}
