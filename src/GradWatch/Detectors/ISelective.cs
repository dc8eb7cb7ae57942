using GradWatch.Observations;

namespace GradWatch.Detectors;

/// <summary>A detector that cares for a few quantities only. It is not called for the others: an optional saving of time.</summary>
public interface ISelective
{
    /// <summary>Whether observations of this quantity mean anything to the detector. Must not change over time.</summary>
    bool Watches(Quantity quantity);
}
