using GradWatch.Observations;

namespace GradWatch.Detectors.Gradients;

/// <summary>The mirror case: the gradient of the model, or of its first layers, has vanished.</summary>
/// <remarks>A tensor whose gradient was never anything but exactly 0 is frozen or unused, not vanishing.</remarks>
public sealed class VanishingGradientDetector(VanishingGradientOptions? options = null) : IDetector
{
    private readonly VanishingGradientOptions _limits = options ?? new();
    private readonly Dictionary<Series, Tensor> _tensors = [];
    private Series? _leader;
    private long _step = -1;
    private double _largest;
    private double _largestBefore;
    private long _low;

    /// <inheritdoc/>
    public string Id => "vanishing_gradient";

    /// <inheritdoc/>
    public Finding? Observe(in Observation observation)
    {
        if (observation.Series.Quantity != Quantity.GradNorm || !double.IsFinite(observation.Value))
            return null;
        return observation.Series.IsOfRun ? OfRun(observation) : OfTensor(observation);
    }

    private Finding? OfRun(in Observation observation)
    {
        _low = observation.Value < _limits.Vanished ? _low + 1 : 0;
        return _low < _limits.Lasting ? null : Say("finding.vanishing_gradient", observation, _limits.Vanished);
    }

    private Finding? OfTensor(in Observation observation)
    {
        if (observation.Step != _step)
            (_step, _largestBefore, _largest) = (observation.Step, _largest, 0);
        _largest = Math.Max(_largest, observation.Value);
        double limit = _limits.Share * _largestBefore;
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
        Reference = key == "finding.vanishing_gradient" ? limit : _largestBefore,
        Excess = observation.Value > 0 ? limit / observation.Value : double.PositiveInfinity,
    };

    private struct Tensor
    {
        internal long Low;
        internal bool Ever;
    }
}
