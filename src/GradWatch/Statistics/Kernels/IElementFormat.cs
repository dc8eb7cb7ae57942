using System.Runtime.Intrinsics;

namespace GradWatch.Statistics.Kernels;

/// <summary>A floating-point format, its bits read as signed integers: those of magnitudes order as the magnitudes do.</summary>
internal unsafe interface IElementFormat<TBits>
    where TBits : unmanaged
{
    /// <summary>All bits but the sign.</summary>
    static abstract TBits MagnitudeMask { get; }

    /// <summary>The bits of +∞; magnitudes beyond are NaN.</summary>
    static abstract TBits Infinity { get; }

    /// <summary>The value of a finite magnitude.</summary>
    static abstract double Value(TBits magnitude);

    /// <summary>Adds the elements, each multiplied by a power of two, and their squares to fixed lanes.</summary>
    static abstract void Add(ref LaneSums sums, Vector512<TBits> bits, double factor);

    /// <summary>Stores the differences of the elements, as many doubles as a vector holds elements, in an order of its own.</summary>
    static abstract void StoreDifferences(Vector512<TBits> values, Vector512<TBits> references, double* to);
}
