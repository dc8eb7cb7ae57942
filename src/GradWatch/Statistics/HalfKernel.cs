namespace GradWatch.Statistics;

/// <summary>Reads blocks of Half.</summary>
internal readonly unsafe struct HalfKernel : IBlockKernel<Half>
{
    public static BlockTotals Read(Half* first, int count) => SimpleKernel.Read(i => (double)first[i], count);
}
