namespace GradWatch.Statistics;

/// <summary>Reads blocks of double.</summary>
internal readonly unsafe struct DoubleKernel : IBlockKernel<double>
{
    public static BlockTotals Read(double* first, int count) => SimpleKernel.Read(i => first[i], count);
}
