namespace GradWatch.Server.Live;

/// <summary>How many streams are open: a bound, and a number to show.</summary>
internal sealed class LiveReaders(ServerOptions options, ServerMeter meter)
{
    internal IDisposable Enter()
    {
        if (meter.Reader(+1) <= options.MostLiveReaders)
            return new Place(meter);
        meter.Reader(-1);
        throw RequestProblemException.TooMany($"{options.MostLiveReaders} live streams are open");
    }

    private sealed class Place(ServerMeter meter) : IDisposable
    {
        public void Dispose() => meter.Reader(-1);
    }
}
