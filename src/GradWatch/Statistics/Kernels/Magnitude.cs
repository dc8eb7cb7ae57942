namespace GradWatch.Statistics.Kernels;

/// <summary>Powers of two by which sums are kept, chosen by the greatest magnitude in them, so that squares stay in range.</summary>
/// <remarks>Elements too small to survive beside the greatest are below 1e-100 of it: they change no digit of a sum of squares.</remarks>
internal static class Magnitude
{
    // The square of the greatest times 2^63 elements is still finite; that of the smallest is far from the denormals.
    private const double Large = 3.1217485503159922e144; // 2^480
    private const double Small = 3.8725919148493183e-121; // 2^-400
    private const double Up = 4.149515568880993e180; // 2^600
    private const double Down = 2.409919865102884e-181; // 2^-600

    /// <summary>Whether sums of elements up to this magnitude are kept as they are, or are zero.</summary>
    public static bool IsOrdinary(double max) => max is 0 or (<= Large and >= Small);

    /// <summary>By what elements are multiplied before they are summed.</summary>
    public static double Factor(double max) => Level(max) switch { > 0 => Down, < 0 => Up, _ => 1 };

    /// <summary>A result of the first degree in the elements' own unit.</summary>
    public static double Restore(double value, double max) => Level(max) switch { > 0 => value * Up, < 0 => value * Down, _ => value };

    /// <summary>A sum of elements (degree 1) or of their squares (degree 2) in the unit that goes with a greater magnitude.</summary>
    public static TwoPartSum Carry(TwoPartSum sum, double from, double to, int degree)
    {
        for (int step = (Level(to) - Level(from)) * degree; step > 0; step--)
            sum = sum.Times(Down);
        return sum;
    }

    private static int Level(double max) => max > Large ? 1 : max < Small ? -1 : 0;
}
