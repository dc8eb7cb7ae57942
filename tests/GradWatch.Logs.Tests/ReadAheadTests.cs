using GradWatch.Observations;
using Xunit;

namespace GradWatch.Logs.Tests;

public sealed class ReadAheadTests
{
    private static readonly Series Loss = new(Quantity.Loss);

    [Theory]
    [InlineData(1)]
    [InlineData(16_383)]
    [InlineData(16_384)]
    [InlineData(16_385)]
    [InlineData(16_384 + 4096)]
    [InlineData(200_001)]
    public void All_observations_come_in_their_order(int count) =>
        Assert.Equal(Enumerable.Range(0, count).Select(step => (long)step), new ReadAhead(Begun(Some(count))).Select(one => one.Step));

    [Theory]
    [InlineData(10)]
    [InlineData(100_000)]
    public void A_failure_comes_after_the_observations_before_it(int count)
    {
        int seen = 0;

        Assert.Throws<UnreadableLogException>(() =>
        {
            foreach (Observation _ in new ReadAhead(Begun(Some(count, new UnreadableLogException("x", new("note.read.empty"))))))
                seen++;
        });
        Assert.Equal(count, seen);
    }

    [Fact]
    public void Whoever_stops_in_the_middle_leaves_no_thread_behind()
    {
        int read = 0;
        foreach (Observation one in new ReadAhead(Begun(Some(10_000_000).Select(one => (Read: read++, One: one).One))))
        {
            if (one.Step == 50_000)
                break;
        }
        int atOnce = read;

        Assert.InRange(atOnce, 50_000, 50_000 + (6 * 4096));
        Assert.Equal(atOnce, read);
    }

    private static IEnumerator<Observation> Begun(IEnumerable<Observation> observations)
    {
        IEnumerator<Observation> begun = observations.GetEnumerator();
        begun.MoveNext();
        return begun;
    }

    private static IEnumerable<Observation> Some(int count, Exception? failure = null)
    {
        for (int step = 0; step < count; step++)
            yield return new Observation(step, Loss, 1);
        if (failure is not null)
            throw failure;
    }
}
