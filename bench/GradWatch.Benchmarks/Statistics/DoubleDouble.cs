namespace GradWatch.Benchmarks.Statistics;

/// <summary>A sum of squares in two doubles, one element after the other: some 30 digits, the measure of all accuracy here.</summary>
internal struct DoubleDouble
{
    private double _sum;
    private double _rest;

    public readonly double Root => Math.Sqrt(_sum + _rest);

    public void AddSquare(double value)
    {
        double square = value * value;
        double lost = Math.FusedMultiplyAdd(value, value, -square);
        double sum = _sum + square;
        double part = sum - _sum;
        _rest += (_sum - (sum - part)) + (square - part) + lost;
        _sum = sum;
    }
}
