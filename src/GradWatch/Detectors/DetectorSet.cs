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

    private void Sort()
    {
        for (int i = 0; i < _byQuantity.Length; i++)
            _byQuantity[i] = [.. _all.Where(detector => detector is not ISelective selective || selective.Watches((Quantity)i))];
    }
}
