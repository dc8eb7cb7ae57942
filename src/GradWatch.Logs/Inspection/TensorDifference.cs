using GradWatch.Statistics;

namespace GradWatch.Logs.Inspection;

/// <summary>How one tensor differs between two checkpoints. Differences are taken over the elements that are finite in both.</summary>
public readonly record struct TensorDifference
{
    /// <summary>The tensor before.</summary>
    public TensorStatistics Before { get; init; }

    /// <summary>The tensor after.</summary>
    public TensorStatistics After { get; init; }

    /// <summary>Half the difference: a difference of two finite numbers can be beyond the range, half of it cannot.</summary>
    internal TensorStatistics Half { get; init; }

    /// <summary>Elements that were finite and are not.</summary>
    public long Became { get; init; }

    /// <summary>Elements that were not finite and still are not.</summary>
    public long Stayed { get; init; }

    /// <summary>‖Δw‖, infinite only where it is beyond the range of double.</summary>
    public double L2 => 2 * Half.L2;

    /// <summary>The greatest change of one element.</summary>
    public double Max => 2 * Half.Max;

    /// <summary>‖Δw‖/‖w‖; 0 when nothing changed, infinite when what changed was 0 before.</summary>
    public double Ratio => Half.L2 == 0 ? 0 : 2 * (Half.L2 / Before.L2);

    /// <summary>Both differences together.</summary>
    public static TensorDifference operator +(TensorDifference left, TensorDifference right) => new()
    {
        Before = left.Before + right.Before,
        After = left.After + right.After,
        Half = left.Half + right.Half,
        Became = left.Became + right.Became,
        Stayed = left.Stayed + right.Stayed,
    };
}
