using System.Runtime.InteropServices;
using GradWatch.Observations;

namespace GradWatch.Detectors;

/// <summary>A detector of one quantity of the whole run, with a state for each series: it cannot mix two series up.</summary>
/// <typeparam name="TState">Unmanaged, so that it can be saved as bytes; a new series starts with the default.</typeparam>
public abstract class Detector<TState>(string id, Quantity quantity) : IDetector, ISelective, IResumable where TState : unmanaged
{
    private readonly Quantity _watched = quantity;
    private readonly Dictionary<Series, TState> _states = [];

    /// <inheritdoc/>
    public string Id => id;

    /// <inheritdoc/>
    public bool Watches(Quantity quantity) => quantity == _watched;

    /// <inheritdoc/>
    public Finding? Observe(in Observation observation)
    {
        if (observation.Series.Quantity != _watched || !observation.Series.IsOfRun)
            return null;
        ref TState state = ref CollectionsMarshal.GetValueRefOrAddDefault(_states, observation.Series, out _);
        return Update(ref state, observation);
    }

    /// <inheritdoc/>
    public void Save(BinaryWriter writer)
    {
        writer.Write(_states.Count);
        foreach ((Series series, TState state) in _states)
        {
            writer.Write(series.Component ?? "");
            StateBytes.Write(writer, state);
        }
    }

    /// <inheritdoc/>
    public void Restore(BinaryReader reader)
    {
        _states.Clear();
        for (int left = reader.ReadInt32(); left > 0; left--)
        {
            string component = reader.ReadString();
            _states.Add(new Series(_watched, null, component.Length == 0 ? null : component), StateBytes.Read<TState>(reader));
        }
    }

    /// <summary>Takes an observation into the state of its series; says what is wrong with it, or null.</summary>
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
