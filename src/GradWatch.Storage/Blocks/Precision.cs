namespace GradWatch.Storage.Blocks;

/// <summary>Whether values need double precision: what was measured in single precision is kept in it, without loss.</summary>
internal static class Precision
{
    internal static bool IsSingle(ReadOnlySpan<double> values)
    {
        foreach (double value in values)
        {
            // A NaN is one whatever its bits; −0 and infinities pass.
            if ((float)value != value && !double.IsNaN(value))
                return false;
        }
        return true;
    }

    internal static bool IsConstant(ReadOnlySpan<double> values)
    {
        long first = BitConverter.DoubleToInt64Bits(values[0]);
        foreach (double value in values)
        {
            if (BitConverter.DoubleToInt64Bits(value) != first)
                return false;
        }
        return true;
    }
}
