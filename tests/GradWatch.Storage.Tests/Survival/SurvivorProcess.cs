using System.Diagnostics;
using System.Globalization;

namespace GradWatch.Storage.Tests.Survival;

/// <summary>A process that writes a known run; killed, it has no moment to tidy up.</summary>
internal sealed class SurvivorProcess : IDisposable
{
    private readonly Process _process;

    internal SurvivorProcess(string place, string run, long firstBatch)
    {
        ProcessStartInfo start = new("dotnet",
            [Path.Combine(AppContext.BaseDirectory, "GradWatch.Storage.Survivor.dll"), place, run, firstBatch.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
        };
        _process = Process.Start(start)!;
    }

    /// <summary>Lets it write for a while after its first acknowledged batch, and kills it (SIGKILL); answers the last that it told.</summary>
    internal async Task<long> KillAsync(TimeSpan after, CancellationToken cancel)
    {
        string? told = await _process.StandardOutput.ReadLineAsync(cancel);
        if (told is null)
            throw new InvalidOperationException("the writer ended before its first batch");
        Task<string> rest = _process.StandardOutput.ReadToEndAsync(cancel);
        await Task.Delay(after, cancel);
        _process.Kill();
        await _process.WaitForExitAsync(cancel);
        string all = await rest;
        // A line that it was killed in the middle of is not told.
        int end = all.LastIndexOf('\n');
        string[] lines = end < 0 ? [told] : [told, .. all[..end].Split('\n')];
        return long.Parse(lines[^1], CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}
