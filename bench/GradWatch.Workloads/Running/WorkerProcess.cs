using System.Diagnostics;
using System.Text.Json;
using GradWatch.Workloads.Scenarios;

namespace GradWatch.Workloads.Running;

/// <summary>A process of this program that trains; begun again when a training ended it.</summary>
internal sealed class WorkerProcess(string? recordTo) : IDisposable
{
    private Process? _process;

    internal async Task<IReadOnlyList<Outcome>> Run(Request request)
    {
        _process ??= Start();
        try
        {
            await _process.StandardInput.WriteLineAsync(request.ToString()).ConfigureAwait(false);
            await _process.StandardInput.FlushAsync().ConfigureAwait(false);
            if (await _process.StandardOutput.ReadLineAsync().ConfigureAwait(false) is { } line)
                return JsonSerializer.Deserialize<IReadOnlyList<Outcome>>(line, Wire.Line)!;
        }
        catch (IOException)
        {
            // The pipe broke: the process is gone, as below.
        }
        await _process.WaitForExitAsync().ConfigureAwait(false);
        string fault = $"the process that trained ended with {_process.ExitCode}";
        Dispose();
        return [Died(request, fault)];
    }

    public void Dispose()
    {
        // The worker ends by itself when its input does.
        _process?.StandardInput.Close();
        _process?.Dispose();
        _process = null;
    }

    private Process Start()
    {
        string program = Environment.ProcessPath!;
        ProcessStartInfo start = new(program) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
            start.ArgumentList.Add(Environment.GetCommandLineArgs()[0]);
        start.ArgumentList.Add(Worker.Argument);
        if (recordTo is not null)
            start.ArgumentList.Add(recordTo);
        return Process.Start(start)!;
    }

    private static Outcome Died(Request request, string fault) => new()
    {
        Scenario = request.Scenario.Name,
        Part = "",
        Seed = request.Seed,
        Label = request.Scenario.Truth([], []).Label,
        Verdict = "",
        Causes = [],
        Episodes = [],
        Curve = Curve.Of([]),
        Seconds = 0,
        Fault = fault,
    };
}
