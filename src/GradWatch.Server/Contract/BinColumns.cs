using GradWatch.Storage.Runs;

namespace GradWatch.Server.Contract;

/// <summary>A series as columns of bins: what a plot takes as it is.</summary>
public sealed record BinColumns
{
    public required int Index { get; init; }
    public required IReadOnlyList<long> First { get; init; }
    public required IReadOnlyList<long> Last { get; init; }
    public required IReadOnlyList<double> Min { get; init; }
    public required IReadOnlyList<double> Max { get; init; }
    public required IReadOnlyList<double> Mean { get; init; }
    public required IReadOnlyList<double> Value { get; init; }
    public required IReadOnlyList<long> Count { get; init; }
    public required IReadOnlyList<long> Nan { get; init; }
    public required IReadOnlyList<long> Inf { get; init; }
    public required IReadOnlyList<long> NegInf { get; init; }

    internal static BinColumns Of(SeriesBins series) => new()
    {
        Index = series.Index,
        First = Column(series, bin => bin.FirstStep),
        Last = Column(series, bin => bin.LastStep),
        Min = Column(series, bin => bin.Min),
        Max = Column(series, bin => bin.Max),
        Mean = Column(series, bin => bin.Mean),
        Value = Column(series, bin => bin.Last),
        Count = Column(series, bin => bin.Count),
        Nan = Column(series, bin => bin.NaN),
        Inf = Column(series, bin => bin.PositiveInfinity),
        NegInf = Column(series, bin => bin.NegativeInfinity),
    };

    private static T[] Column<T>(SeriesBins series, Func<SeriesBin, T> of)
    {
        T[] column = new T[series.Bins.Count];
        for (int i = 0; i < column.Length; i++)
            column[i] = of(series.Bins[i]);
        return column;
    }
}
