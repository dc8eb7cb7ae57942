namespace GradWatch.Statistics;

/// <summary>Reads one block of elements of a type. Its result depends on the values alone: not on address or instruction set.</summary>
internal interface IBlockKernel<T>
    where T : unmanaged
{
    static abstract unsafe BlockTotals Read(T* first, int count);
}
