namespace GradWatch.Statistics.Kernels;

/// <summary>A sum with what rounding left over, so that the order of adding changes hardly more than its last bit.</summary>
/// <param name="Value">The sum, rounded.</param>
/// <param name="Rest">What is missing from it.</param>
internal readonly record struct TwoPartSum(double Value, double Rest)
{
    // Knuth's two-sum: no assumption on which of the two is greater, so that a + b and b + a have the same bits.
    public static TwoPartSum operator +(TwoPartSum left, TwoPartSum right)
    {
        double sum = left.Value + right.Value;
        double part = sum - left.Value;
        double lost = (left.Value - (sum - part)) + (right.Value - part);
        double rest = lost + (left.Rest + right.Rest);
        double value = sum + rest;
        return new TwoPartSum(value, rest - (value - sum));
    }

    public TwoPartSum Times(double factor) => new(Value * factor, Rest * factor);
}
