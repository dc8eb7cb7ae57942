namespace GradWatch.TorchSharp.Native;

/// <summary>How a tensor lies in memory.</summary>
internal static class Layout
{
    /// <summary>Whether the elements fill one stretch of memory, in whatever order: a transposed tensor does, every second column does not.</summary>
    internal static bool IsDense(nint tensor)
    {
        if (NativeTensor.IsContiguous(tensor) != 0)
            return true;
        long expected = 1, dimensions = NativeTensor.Dimensions(tensor), count = NativeTensor.Count(tensor);
        while (expected < count)
        {
            long size = SizeAtStride(tensor, dimensions, expected);
            if (size == 0)
                return false;
            expected *= size;
        }
        return expected == count;
    }

    // The size of the dimension that steps by this many elements; 0 when there is none, or two.
    private static long SizeAtStride(nint tensor, long dimensions, long stride)
    {
        long found = 0;
        for (long dimension = 0; dimension < dimensions; dimension++)
        {
            long size = NativeTensor.Size(tensor, dimension);
            if (size <= 1 || NativeTensor.Stride(tensor, dimension) != stride)
                continue;
            if (found > 0)
                return 0;
            found = size;
        }
        return found;
    }
}
