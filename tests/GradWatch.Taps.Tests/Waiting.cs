using Xunit;

namespace GradWatch.Taps.Tests;

/// <summary>Waits for what other threads and processes do, within limits.</summary>
internal static class Waiting
{
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    internal static async Task UntilAsync(Func<Task<bool>> holds, string what)
    {
        DateTimeOffset end = TimeProvider.System.GetUtcNow() + Most;
        while (!await holds())
        {
            Assert.True(TimeProvider.System.GetUtcNow() < end, $"{what}: not within {Most.TotalSeconds} s");
            await Task.Delay(Look, TestContext.Current.CancellationToken);
        }
    }
}
