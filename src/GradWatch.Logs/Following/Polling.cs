namespace GradWatch.Logs.Following;

/// <summary>How a growing log is looked at: at an interval, until it is over.</summary>
/// <param name="interval">The time between two looks.</param>
/// <param name="time">The clock.</param>
/// <param name="cancel">Ends everything that waits.</param>
internal sealed class Polling(TimeSpan interval, TimeProvider time, CancellationToken cancel)
{
    /// <summary>True when nobody wants more.</summary>
    internal bool IsOver => cancel.IsCancellationRequested;

    /// <summary>Waits until the next look; false when it is over.</summary>
    internal bool Wait()
    {
        try
        {
            Task.Delay(interval, time, cancel).GetAwaiter().GetResult();
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
