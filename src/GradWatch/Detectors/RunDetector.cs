using GradWatch.Observations;

namespace GradWatch.Detectors;

/// <summary>A detector that joins several quantities of the run, with one state for all of it.</summary>
/// <typeparam name="TState">Unmanaged, so that it can be saved as bytes.</typeparam>
public abstract class RunDetector<TState>(string id, params Quantity[] quantities) : IDetector, ISelective, IResumable where TState : unmanaged
{
    private TState _state;

    /// <inheritdoc/>
    public string Id => id;

    /// <summary>The state, for a word at the end of the run.</summary>
    protected ref readonly TState State => ref _state;

    /// <inheritdoc/>
    public bool Watches(Quantity quantity) => quantities.Contains(quantity);

    /// <inheritdoc/>
    public Finding? Observe(in Observation observation) => Update(ref _state, observation);

    /// <inheritdoc/>
    public virtual void Save(BinaryWriter writer) => StateBytes.Write(writer, _state);

    /// <inheritdoc/>
    public virtual void Restore(BinaryReader reader) => _state = StateBytes.Read<TState>(reader);

    /// <summary>Takes an observation in; says what is wrong with it, or null.</summary>
    protected abstract Finding? Update(ref TState state, in Observation observation);

    /// <summary>A finding on an observation, with the sentence of a key of Findings.resx.</summary>
    protected Finding Say(string key, Severity severity, in Observation observation) => new()
    {
        Detector = id,
        Key = key,
        Severity = severity,
        Series = observation.Series,
        Step = observation.Step,
        Since = observation.Step,
        Value = observation.Value,
    };
}
