namespace GradWatch.Logs.Following;

/// <summary>Follows a log that is still being written: a file, or a directory with all runs in it and those to come.</summary>
public static class LogFollower
{
    private const int LooksADiscovery = 4;
    private const int StackSize = 512 * 1024;

    /// <summary>Follows until it is cancelled; a path that does not exist yet is waited for.</summary>
    /// <remarks>
    /// Each run is handed to <paramref name="begin"/> on a thread of its own, to be enumerated there: observations come as their
    /// rows are written, and end when the log begins anew or following is cancelled. What cannot be read is told to
    /// <see cref="ReadingOptions.Unreadable"/>. A record that is only half written is waited for, and left out at the end.
    /// </remarks>
    /// <param name="path">A file or directory.</param>
    /// <param name="options">What a user said about the names in the log.</param>
    /// <param name="poll">The time between two looks at a file.</param>
    /// <param name="time">The clock.</param>
    /// <param name="begin">Takes a run; called by several threads when there are several.</param>
    /// <param name="cancel">Ends following.</param>
    /// <exception cref="UnreadableLogException">The path is a file that is no log.</exception>
    public static void Follow(
        string path, ReadingOptions options, TimeSpan poll, TimeProvider time, Action<LogRun> begin, CancellationToken cancel)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(begin);
        var polling = new Polling(poll, time, cancel);
        var sources = new FollowedSources(path, options, polling);
        List<FollowedRuns> waiting = [];
        List<Thread> threads = [];
        for (int look = 0; !polling.IsOver; look++)
        {
            if (look % LooksADiscovery == 0)
                waiting.AddRange(sources.Discover());
            foreach (FollowedRuns ready in waiting.Where(runs => IsReady(runs, path, options)).ToList())
            {
                waiting.Remove(ready);
                var thread = new Thread(() => ready.Follow(begin), StackSize) { IsBackground = true, Name = ready.Path };
                threads.Add(thread);
                thread.Start();
            }
            waiting.RemoveAll(runs => runs.IsUnreadable);
            polling.Wait();
        }
        threads.ForEach(thread => thread.Join());
    }

    // A file of a directory that is no log is passed over; a file that was named is not.
    private static bool IsReady(FollowedRuns runs, string path, ReadingOptions options)
    {
        try
        {
            return runs.IsReady();
        }
        catch (UnreadableLogException unreadable) when (runs.Path != path)
        {
            runs.IsUnreadable = true;
            options.Unreadable?.Invoke(unreadable);
            return false;
        }
    }
}
