using GradWatch.Observations;

namespace GradWatch.Detectors.Gradients;

/// <summary>The mirror case: the gradient of the model, or of its first layers, has vanished.</summary>
/// <remarks>
/// A tensor whose gradient was never anything but exactly 0 is frozen or unused, not vanishing. Biases are left out: before a
/// normalization layer their gradient is 0 by construction, up to rounding (measured: 1e-9 in healthy networks).
/// </remarks>
public sealed class VanishingGradientDetector(VanishingGradientOptions? options = null) : IDetector, ISelective, IResumable
{
    private const int StartRows = 5;
    // A norm of this size is not rounded to 0 by any log.
    private const double Coarsest = 0.05;
    private const double Fineness = 100;
    private const double RareZeros = 0.05;
    private readonly VanishingGradientOptions _limits = options ?? new();
    private readonly Dictionary<Series, Tensor> _tensors = [];
    private Series? _leader;
    private Run _run;

    /// <inheritdoc/>
    public string Id => "vanishing_gradient";

    /// <inheritdoc/>
    public bool Watches(Quantity quantity) => quantity == Quantity.GradNorm;

    /// <inheritdoc/>
    public Finding? Observe(in Observation observation)
    {
        if (observation.Series.Quantity != Quantity.GradNorm || !double.IsFinite(observation.Value)
            || observation.Series.Tensor?.Contains("bias", StringComparison.OrdinalIgnoreCase) == true)
            return null;
        return observation.Series.IsOfRun ? OfRun(observation) : OfTensor(observation);
    }

    /// <inheritdoc/>
    public void Save(BinaryWriter writer)
    {
        StateBytes.Write(writer, _run);
        writer.Write(_leader?.Tensor ?? "");
        writer.Write(_tensors.Count);
        foreach ((Series series, Tensor tensor) in _tensors)
        {
            writer.Write(series.Tensor!);
            StateBytes.Write(writer, tensor);
        }
    }

    /// <inheritdoc/>
    public void Restore(BinaryReader reader)
    {
        _run = StateBytes.Read<Run>(reader);
        string leader = reader.ReadString();
        _leader = leader.Length == 0 ? null : new Series(Quantity.GradNorm, leader);
        _tensors.Clear();
        for (int left = reader.ReadInt32(); left > 0; left--)
            _tensors.Add(new Series(Quantity.GradNorm, reader.ReadString()), StateBytes.Read<Tensor>(reader));
    }

    private Finding? OfRun(in Observation observation)
    {
        bool vanished = observation.Value > 0 ? IsSmall(observation.Value) : IsDead();
        _run.Low = vanished ? _run.Low + 1 : 0;
        return _run.Low < _limits.Lasting ? null : Say("finding.vanishing_gradient", observation, _limits.Vanished);
    }

    // On an unusual scale 1e-7 may be this run's normal: it must also have fallen far below what the run began with.
    private bool IsSmall(double norm)
    {
        _run.Positive++;
        _run.Start = _run.Positive <= StartRows ? Math.Max(_run.Start, norm) : _run.Start;
        _run.LastPositive = norm;
        _run.Least = _run.Least == 0 ? norm : Math.Min(_run.Least, norm);
        return norm < _limits.Vanished && norm < _limits.Share * _run.Start;
    }

    // A 0 may be a small norm printed with few decimals: it counts only where the log wrote far smaller norms than the last one.
    private bool IsDead()
    {
        _run.Zeros++;
        bool rounded = _run.LastPositive < Coarsest && _run.LastPositive < Fineness * _run.Least;
        return !rounded && _run.Positive > StartRows && _run.Zeros - _run.Low - 1 <= RareZeros * _run.Positive;
    }

    private Finding? OfTensor(in Observation observation)
    {
        if (observation.Step != _run.Step)
            (_run.Step, _run.LargestBefore, _run.Largest) = (observation.Step, _run.Largest, 0);
        _run.Largest = Math.Max(_run.Largest, observation.Value);
        double limit = _limits.Share * _run.LargestBefore;
        Tensor tensor = _tensors.GetValueOrDefault(observation.Series);
        tensor.Ever |= observation.Value > 0;
        tensor.Low = observation.Value < limit && tensor.Ever ? tensor.Low + 1 : 0;
        _tensors[observation.Series] = tensor;
        if (tensor.Low < _limits.Lasting)
            return null;
        // One incident, one episode: the tensor that vanished first speaks for all.
        _leader ??= observation.Series;
        return _leader.Equals(observation.Series) ? Say("finding.vanishing_gradient.tensor", observation, limit) : null;
    }

    private Finding Say(string key, in Observation observation, double limit) => new()
    {
        Detector = Id,
        Key = key,
        Severity = Severity.Warning,
        Series = observation.Series,
        Step = observation.Step,
        Since = observation.Step,
        Value = observation.Value,
        Reference = key == "finding.vanishing_gradient" ? limit : _run.LargestBefore,
        Excess = observation.Value > 0 ? limit / observation.Value : double.PositiveInfinity,
    };

    private struct Run
    {
        internal long Positive;
        internal long Zeros;
        internal double Start;
        internal double LastPositive;
        internal double Least;
        internal long Step;
        internal double Largest;
        internal double LargestBefore;
        internal long Low;
    }

    private struct Tensor
    {
        internal long Low;
        internal bool Ever;
    }
}
