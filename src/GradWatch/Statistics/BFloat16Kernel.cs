namespace GradWatch.Statistics;

/// <summary>Reads blocks of ushort.</summary>
internal readonly unsafe struct BFloat16Kernel : IBlockKernel<ushort>
{
    public static BlockTotals Read(ushort* first, int count) => SimpleKernel.Read(i => BitConverter.UInt32BitsToSingle((uint)first[i] << 16), count);
}
