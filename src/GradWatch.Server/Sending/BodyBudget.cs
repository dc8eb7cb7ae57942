namespace GradWatch.Server.Sending;

/// <summary>Bounds the memory that all bodies take together, however many clients send at once.</summary>
internal sealed class BodyBudget(ServerOptions options)
{
    private long _taken;

    internal void Take(int bytes)
    {
        if (Interlocked.Add(ref _taken, bytes) <= options.MostBodyBytesAtOnce)
            return;
        Give(bytes);
        throw RequestProblemException.TooMany("too much is being sent at once");
    }

    internal void Give(int bytes) => Interlocked.Add(ref _taken, -bytes);
}
