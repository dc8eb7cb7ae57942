namespace GradWatch.Statistics;

/// <summary>Reads blocks of float.</summary>
internal readonly unsafe struct FloatKernel : IBlockKernel<float>
{
    public static BlockTotals Read(float* first, int count) => SimpleKernel.Read(i => first[i], count);
}
