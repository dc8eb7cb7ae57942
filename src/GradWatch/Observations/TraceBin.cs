namespace GradWatch.Observations;

/// <summary>Consecutive observations of one series, folded: nothing extreme or non-finite in it is lost.</summary>
/// <remarks>A bin of a short run holds one observation. <c>Min</c> and <c>Max</c> are over the finite values, NaN when none is.</remarks>
public struct TraceBin
{
    /// <summary>First step in the bin.</summary>
    public long FirstStep { get; private set; }
    /// <summary>Last step in the bin.</summary>
    public long LastStep { get; private set; }
    /// <summary>Smallest finite value.</summary>
    public double Min { get; private set; }
    /// <summary>Largest finite value.</summary>
    public double Max { get; private set; }
    /// <summary>Last value, finite or not.</summary>
    public double Last { get; private set; }
    /// <summary>Observations in the bin.</summary>
    public int Count { get; private set; }
    /// <summary>How many of them are NaN.</summary>
    public int NaN { get; private set; }
    /// <summary>How many of them are +Inf.</summary>
    public int PositiveInfinity { get; private set; }
    /// <summary>How many of them are −Inf.</summary>
    public int NegativeInfinity { get; private set; }

    /// <summary>Observations that are NaN or infinite.</summary>
    public readonly int NonFinite => NaN + PositiveInfinity + NegativeInfinity;

    /// <summary>A bin of one observation.</summary>
    public static TraceBin Of(long step, double value)
    {
        bool finite = double.IsFinite(value);
        return new TraceBin
        {
            FirstStep = step, LastStep = step, Count = 1, Last = value,
            Min = finite ? value : double.NaN,
            Max = finite ? value : double.NaN,
            NaN = double.IsNaN(value) ? 1 : 0,
            PositiveInfinity = double.IsPositiveInfinity(value) ? 1 : 0,
            NegativeInfinity = double.IsNegativeInfinity(value) ? 1 : 0,
        };
    }

    /// <summary>A bin as it was saved.</summary>
    internal static TraceBin Of(
        (long First, long Last) steps, (double Min, double Max, double Last) values, int count, (int NaN, int Positive, int Negative) notFinite) => new()
    {
        FirstStep = steps.First, LastStep = steps.Last,
        Min = values.Min, Max = values.Max, Last = values.Last, Count = count,
        NaN = notFinite.NaN, PositiveInfinity = notFinite.Positive, NegativeInfinity = notFinite.Negative,
    };

    /// <summary>Takes in a later bin.</summary>
    public void Append(in TraceBin later)
    {
        LastStep = later.LastStep;
        Last = later.Last;
        Count += later.Count;
        NaN += later.NaN;
        PositiveInfinity += later.PositiveInfinity;
        NegativeInfinity += later.NegativeInfinity;
        // Comparisons with NaN are false, so "not (a <= b)" also replaces the NaN of a bin without a finite value.
        if (!double.IsNaN(later.Min) && !(Min <= later.Min))
            Min = later.Min;
        if (!double.IsNaN(later.Max) && !(Max >= later.Max))
            Max = later.Max;
    }
}
