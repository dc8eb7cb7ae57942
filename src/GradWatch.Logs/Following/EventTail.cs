using GradWatch.Logs.TensorBoard;

namespace GradWatch.Logs.Following;

/// <summary>One event file that may still grow: the next whole event with a value, where there is one. A torn tail waits for its rest.</summary>
internal sealed class EventTail
{
    private readonly EventFrames _frames;
    private readonly EventDecoder _decoder;
    private bool _isBroken;

    internal EventTail(string path, KeyTable keys)
    {
        _frames = new EventFrames(new FollowingStream(path, null));
        _decoder = new EventDecoder(keys);
        Take();
    }

    /// <summary>True when there is an event in hand.</summary>
    internal bool HasRow { get; private set; }

    /// <summary>The event in hand.</summary>
    internal LogRow Row { get; } = new();

    /// <summary>When it was written, in seconds since 1970; never before the one before it, whatever the clock did.</summary>
    internal double Time { get; private set; }

    /// <summary>Goes to the next event; none when the file has no more for now.</summary>
    internal void Take()
    {
        HasRow = false;
        while (!_isBroken && !HasRow)
        {
            Frame frame = _frames.Next();
            if (frame is Frame.End or Frame.Torn)
                return;
            _isBroken = frame == Frame.Broken;
            Row.Clear(_frames.Offset);
            HasRow = frame == Frame.Intact && _decoder.TryDecode(_frames.Data, Row) && !Row.Values.IsEmpty;
        }
        if (HasRow)
            Time = Math.Max(Time, _decoder.WallTime);
    }

    /// <summary>Looks whether an event has come where there was none.</summary>
    internal void LookAgain()
    {
        if (!HasRow)
            Take();
    }
}
