using GradWatch.Logs.Following;
using GradWatch.Observations;

namespace GradWatch.Logs.Tests.Following;

/// <summary>A follower at work on a directory of its own: what it has seen so far can be waited for.</summary>
internal sealed class Followed : IDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("follow");
    private readonly CancellationTokenSource _stop = new();
    private readonly List<string> _seen = [];
    private readonly List<LogRun> _runs = [];
    private readonly List<UnreadableLogException> _unreadable = [];
    private Task _following = Task.CompletedTask;

    /// <summary>Runs that have begun.</summary>
    internal IReadOnlyList<LogRun> Runs
    {
        get
        {
            lock (_seen)
                return [.. _runs];
        }
    }

    internal string this[string name] => Path.Combine(_folder.FullName, name);

    /// <summary>Begins to follow the directory or a file in it.</summary>
    internal Followed Begin(string name = "")
    {
        _following = Task.Factory.StartNew(
            () => LogFollower.Follow(
                name.Length == 0 ? _folder.FullName : this[name], new ReadingOptions { Unreadable = Complain }, Poll, TimeProvider.System, Take, _stop.Token),
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return this;
    }

    internal void Append(string name, string text) => Append(name, System.Text.Encoding.UTF8.GetBytes(text));

    internal void Append(string name, ReadOnlySpan<byte> bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[name])!);
        using var file = new FileStream(this[name], FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        file.Write(bytes);
    }

    internal void Rewrite(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[name])!);
        File.WriteAllText(this[name], text);
    }

    /// <summary>Waits until an observation of this text (series, step, value) has come.</summary>
    internal void Sees(string observation)
    {
        lock (_seen)
        {
            for (DateTimeOffset end = TimeProvider.System.GetUtcNow() + Patience; !_seen.Contains(observation);)
            {
                TimeSpan left = end - TimeProvider.System.GetUtcNow();
                if (_following.IsFaulted)
                    _following.GetAwaiter().GetResult();
                if (left <= TimeSpan.Zero || !Monitor.Wait(_seen, left < Tick ? left : Tick))
                    Xunit.Assert.True(left > TimeSpan.Zero, $"'{observation}' was not seen, but: {string.Join("; ", _seen)}");
            }
        }
    }

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(200);

    /// <summary>Ends following; all that was seen, in order.</summary>
    internal List<string> End()
    {
        _stop.Cancel();
        Xunit.Assert.True(_following.Wait(Patience), "following did not end");
        lock (_seen)
            return [.. _seen];
    }

    internal IReadOnlyList<UnreadableLogException> Unreadable => _unreadable;

    private void Take(LogRun run)
    {
        lock (_seen)
            _runs.Add(run);
        foreach (Observation one in run.Observations)
        {
            lock (_seen)
            {
                _seen.Add(FormattableString.Invariant($"{one.Series} {one.Step} {one.Value}"));
                Monitor.PulseAll(_seen);
            }
        }
    }

    private void Complain(UnreadableLogException unreadable)
    {
        lock (_seen)
            _unreadable.Add(unreadable);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Cancel();
        if (!_following.IsFaulted)
            _following.Wait(Patience);
        _stop.Dispose();
        _folder.Delete(true);
    }
}
