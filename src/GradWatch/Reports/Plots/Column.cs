namespace GradWatch.Reports.Plots;

/// <summary>What one column of a plot shows: the extremes of the observations that fall into it, and what was not finite.</summary>
internal struct Column
{
    /// <summary>The lowest step in it.</summary>
    public long First { get; set; }

    /// <summary>The highest step in it.</summary>
    public long Last { get; set; }

    /// <summary>The smallest finite value; NaN when there is none.</summary>
    public double Min { get; set; }

    /// <summary>The largest finite value; NaN when there is none.</summary>
    public double Max { get; set; }

    /// <summary>True when an observation was NaN.</summary>
    public bool NaN { get; set; }

    /// <summary>True when an observation was +Inf.</summary>
    public bool PositiveInfinity { get; set; }

    /// <summary>True when an observation was −Inf.</summary>
    public bool NegativeInfinity { get; set; }

    /// <summary>True when no line leads here from the column before: a gap, a resumed run, something not finite.</summary>
    public bool Apart { get; set; }

    /// <summary>True when something in it is not finite.</summary>
    public readonly bool NonFinite => NaN || PositiveInfinity || NegativeInfinity;

    /// <summary>True when it has a finite value.</summary>
    public readonly bool HasValue => !double.IsNaN(Max);

    /// <summary>The middle of its steps.</summary>
    public readonly double Middle => First + (Last - First) / 2.0;

    /// <summary>Takes in a later column.</summary>
    public void Append(in Column later)
    {
        First = Math.Min(First, later.First);
        Last = Math.Max(Last, later.Last);
        NaN |= later.NaN;
        PositiveInfinity |= later.PositiveInfinity;
        NegativeInfinity |= later.NegativeInfinity;
        // Comparisons with NaN are false: "not (a <= b)" also replaces the NaN of a column without a value.
        if (!double.IsNaN(later.Min) && !(Min <= later.Min))
            Min = later.Min;
        if (!double.IsNaN(later.Max) && !(Max >= later.Max))
            Max = later.Max;
    }
}
