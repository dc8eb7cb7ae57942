using System.Runtime.InteropServices;
using GradWatch.Observations;

namespace GradWatch.Detectors;

/// <summary>A detector of the global gradient norm that also hears the other signs of the run: severity needs them to agree.</summary>
/// <typeparam name="TState">Kept for each norm (a GAN has two). Unmanaged, so that it can be saved as bytes.</typeparam>
public abstract class NormDetector<TState>(string id) : IDetector, ISelective, IResumable where TState : unmanaged
{
    private readonly Dictionary<Series, TState> _states = [];
    private OtherSigns _signs;

    /// <inheritdoc/>
    public string Id => id;

    /// <summary>What loss, clipping and update ratio say.</summary>
    protected ref readonly OtherSigns Others => ref _signs;

    /// <inheritdoc/>
    public bool Watches(Quantity quantity) =>
        quantity is Quantity.GradNorm or Quantity.Loss or Quantity.ClipCoefficient or Quantity.UpdateRatio or Quantity.LossScale;

    /// <inheritdoc/>
    public Finding? Observe(in Observation observation)
    {
        if (!observation.Series.IsOfRun)
            return null;
        if (observation.Series.Quantity != Quantity.GradNorm)
        {
            _signs.Add(observation);
            return null;
        }
        if (double.IsNaN(observation.Value))
            return null;
        ref TState state = ref CollectionsMarshal.GetValueRefOrAddDefault(_states, observation.Series, out _);
        return Update(ref state, observation);
    }

    /// <inheritdoc/>
    public void Save(BinaryWriter writer)
    {
        StateBytes.Write(writer, _signs);
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
        _signs = StateBytes.Read<OtherSigns>(reader);
        _states.Clear();
        for (int left = reader.ReadInt32(); left > 0; left--)
        {
            string component = reader.ReadString();
            _states.Add(new Series(Quantity.GradNorm, null, component.Length == 0 ? null : component), StateBytes.Read<TState>(reader));
        }
    }

    /// <summary>Takes a norm, which is not NaN but may be infinite, into its state; says what is wrong with it, or null.</summary>
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
