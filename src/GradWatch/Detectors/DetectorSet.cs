using GradWatch.Observations;

namespace GradWatch.Detectors;

/// <summary>The detectors of a run, sorted by the quantities they watch: most observations concern three or four of them.</summary>
internal sealed class DetectorSet
{
    private readonly List<IDetector> _all;
    private readonly IDetector[][] _byQuantity = new IDetector[QuantityNames.Count][];

    internal DetectorSet(IEnumerable<IDetector> detectors)
    {
        _all = [.. detectors];
        Sort();
    }

    internal IReadOnlyList<IDetector> All => _all;

    internal ReadOnlySpan<IDetector> Of(Quantity quantity) => _byQuantity[(int)quantity];

    /// <summary>Leaves a detector out from the next observation on; spans handed out before stay as they are.</summary>
    internal void Remove(IDetector detector)
    {
        _all.Remove(detector);
        Sort();
    }

    /// <summary>Writes the state of each detector that has one to keep, under its id.</summary>
    internal void Save(BinaryWriter writer)
    {
        List<IDetector> kept = [.. _all.Where(detector => detector is IResumable)];
        writer.Write(kept.Count);
        foreach (IDetector detector in kept)
        {
            using var state = new MemoryStream();
            using var stateWriter = new BinaryWriter(state);
            ((IResumable)detector).Save(stateWriter);
            stateWriter.Flush();
            writer.Write(detector.Id);
            writer.Write((int)state.Length);
            writer.Write(state.GetBuffer().AsSpan(0, (int)state.Length));
        }
    }

    internal void Restore(BinaryReader reader)
    {
        for (int left = reader.ReadInt32(); left > 0; left--)
        {
            string id = reader.ReadString();
            using var state = new BinaryReader(new MemoryStream(reader.ReadBytes(reader.ReadInt32())));
            if (_all.Find(detector => detector.Id == id) is IResumable detector)
                detector.Restore(state);
        }
    }

    private void Sort()
    {
        for (int i = 0; i < _byQuantity.Length; i++)
            _byQuantity[i] = [.. _all.Where(detector => detector is not ISelective selective || selective.Watches((Quantity)i))];
    }
}
