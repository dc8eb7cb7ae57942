namespace GradWatch.Benchmarks.Statistics;

/// <summary>One way to read a tensor.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Bytes">Length of the tensor.</param>
/// <param name="Read">Reads a piece of it with so many threads; gives the L2 norm if it works one out.</param>
/// <param name="Exact">The L2 norm of the whole tensor; null if <paramref name="Read"/> gives another number.</param>
/// <param name="Threads">Whether it can use more than one.</param>
internal sealed record Reading(string Name, long Bytes, Func<Slice, int, double> Read, double? Exact, bool Threads)
{
    public double? Error => Exact is { } exact ? Math.Abs(Read(new Slice(0, Bytes), 1) - exact) / exact : null;
}
