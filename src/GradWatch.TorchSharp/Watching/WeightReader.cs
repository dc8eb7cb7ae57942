using GradWatch.Statistics;
using GradWatch.TorchSharp.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Watching;

/// <summary>Reads the weights before and after a step: their norms, what the step changed, how far they are from the first ones.</summary>
/// <remarks>Exact, from two copies of the weights: of those before the step and of the first.</remarks>
internal sealed class WeightReader(ParameterRoster roster, TorchThreads threads, WatchOptions options) : IParallelWork
{
    private readonly MemoryParts _weights = new();
    private readonly MemoryParts _before = new();
    private readonly MemoryParts _first = new();
    private readonly TorchStatistics _elsewhere = new();
    private TensorStatistics[] _read = [];
    private TensorStatistics[] _moved = [];
    private bool _comparing;

    /// <summary>Reads and copies the weights before the step.</summary>
    internal void ReadBefore()
    {
        Begin(comparing: false);
        foreach (WatchedParameter parameter in roster.Parameters)
        {
            WatchedWeights weights = parameter.Weights ??= new WatchedWeights();
            weights.IsRead = !parameter.IsGone;
            if (weights.IsRead)
                Keep(parameter.Tensor, weights);
        }
        Run();
        foreach (WatchedParameter parameter in roster.Parameters)
        {
            if (parameter.Weights is not { IsRead: true } weights)
                continue;
            weights.BeforeStatistics = weights.Parts > 0 ? Sum(_read, weights) : _elsewhere[weights.Place];
            if (weights.Parts == 0 && weights.FirstStatistics.Count == 0)
                weights.FirstStatistics = weights.BeforeStatistics;
        }
        _elsewhere.Clear();
    }

    /// <summary>Compares the weights after the step with the copies.</summary>
    internal void ReadAfter()
    {
        Begin(comparing: true);
        foreach (WatchedParameter parameter in roster.Parameters)
        {
            if (parameter.Weights is { IsRead: true } weights)
                weights.IsRead = !parameter.IsGone && TryCompare(parameter.Tensor, weights);
        }
        Run();
        foreach (WatchedParameter parameter in roster.Parameters)
        {
            if (parameter.Weights is { IsRead: true } weights)
            {
                (weights.Change, weights.Displacement) = weights.Parts > 0
                    ? (Sum(_read, weights), Sum(_moved, weights))
                    : (_elsewhere[weights.Place], _elsewhere[weights.Place + 1]);
            }
        }
        _elsewhere.Clear();
    }

    /// <inheritdoc/>
    public void Do(int part)
    {
        ref readonly TensorMemory weights = ref _weights[part];
        if (!_comparing)
            _read[part] = options.Updates ? weights.Copy(_before[part]) : weights.Statistics();
        else if (options.Updates && options.Displacement)
            (_read[part], _moved[part]) = weights.Differences(_before[part], _first[part]);
        else if (options.Updates)
            _read[part] = weights.Difference(_before[part]);
        else if (options.Displacement)
            _moved[part] = weights.Difference(_first[part]);
    }

    private void Begin(bool comparing)
    {
        _comparing = comparing;
        _weights.Clear();
        _before.Clear();
        _first.Clear();
    }

    private void Keep(Tensor tensor, WatchedWeights weights)
    {
        if (!TryOpen(tensor, out TensorMemory memory))
        {
            weights.Parts = 0;
            weights.Elsewhere.Keep(tensor, options.Updates, options.Displacement);
            weights.Place = _elsewhere.Add(tensor.detach());
            return;
        }
        if (options.Updates)
            weights.KeepBefore(memory);
        if (options.Displacement)
            weights.KeepFirst(memory);
        Add(memory, weights);
    }

    // False when the weights are no longer what was copied: another type, or moved to another device.
    private bool TryCompare(Tensor tensor, WatchedWeights weights)
    {
        if (!TryOpen(tensor, out TensorMemory memory))
        {
            weights.Place = weights.Parts > 0 ? 0 : weights.Elsewhere.Compare(tensor, _elsewhere);
            return weights.Parts == 0;
        }
        if (weights.Parts == 0 || (options.Updates && !weights.Before.IsLike(memory)))
            return false;
        Add(memory, weights);
        return true;
    }

    private bool TryOpen(Tensor tensor, out TensorMemory memory) => TensorMemory.TryOpen(tensor.Handle, out memory) && !options.NeverInPlace;

    private void Add(in TensorMemory memory, WatchedWeights weights)
    {
        weights.Place = _weights.Add(memory);
        weights.Parts = memory.Parts;
        if (options.Updates)
            _before.Add(weights.Before);
        if (options.Displacement)
            _first.Add(weights.First);
    }

    private void Run()
    {
        if (_read.Length < _weights.Count)
            (_read, _moved) = (new TensorStatistics[_weights.Count], new TensorStatistics[_weights.Count]);
        threads.Run(this, _weights.Count, _weights.AreWorthSharing);
        _elsewhere.Fetch();
    }

    private static TensorStatistics Sum(TensorStatistics[] parts, WatchedWeights weights)
    {
        TensorStatistics total = default;
        foreach (ref readonly TensorStatistics part in parts.AsSpan(weights.Place, weights.Parts))
            total += part;
        return total;
    }
}
