namespace GradWatch.TorchSharp.Tracing.Replays;

/// <summary>One call of a module in a re-run: what went in and came out, forward and back.</summary>
internal sealed class ModuleCall(TracedModule module, int number, ModuleCall? caller)
{
    internal TracedModule Module { get; } = module;

    /// <summary>The how-many-eth call of the module, from 1.</summary>
    internal int Number { get; } = number;

    /// <summary>The call within which it came; null at the top.</summary>
    internal ModuleCall? Caller { get; } = caller;

    internal IReadOnlyList<TensorReading> Inputs { get; set; } = [];

    /// <summary>Empty until the call has returned.</summary>
    internal IReadOnlyList<TensorReading> Outputs { get; set; } = [];

    /// <summary>What came back to its outputs from what follows it.</summary>
    internal List<TensorReading> OutputGradients { get; } = [];

    /// <summary>What it hands back to what comes before it.</summary>
    internal List<TensorReading> InputGradients { get; } = [];

    /// <summary>True when a call of another module was seen within this one.</summary>
    internal bool HasCalls => Last is not null;

    /// <summary>The last call within it; null when none was seen.</summary>
    internal ModuleCall? Last { get; set; }

    internal string Name => Module.Name;

    /// <summary>The innermost call whose outputs these are: a sequence hands on what its last module returned.</summary>
    internal ModuleCall Source
    {
        get
        {
            ModuleCall source = this;
            while (source.Last is { } last && last.Outputs.Count > 0 && source.Outputs.SequenceEqual(last.Outputs))
                source = last;
            return source;
        }
    }
}
