using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace GradWatch.Server.Alerts;

/// <summary>Starts a program with the alert on its standard input and in its environment. No shell reads any of it.</summary>
internal sealed class CommandWay(string program) : IAlertWay
{
    private const int Seconds = 30;

    /// <inheritdoc/>
    public string Name => "command";

    /// <inheritdoc/>
    public async Task TellAsync(Alert alert, CancellationToken cancel)
    {
        using Process process = new() { StartInfo = Start(alert) };
        try
        {
            process.Start();
        }
        catch (Exception failure) when (failure is Win32Exception or FileNotFoundException)
        {
            throw new AlertFailedException(_ => failure.Message) { ForGood = true };
        }
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(Seconds));
        try
        {
            await WriteAsync(process, alert, limit.Token).ConfigureAwait(false);
            await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancel.ThrowIfCancellationRequested();
            throw AlertFailedException.Of("alert.slow", Seconds);
        }
        if (process.ExitCode != 0)
            throw AlertFailedException.Of("alert.exit", process.ExitCode);
    }

    private ProcessStartInfo Start(Alert alert)
    {
        ProcessStartInfo start = new(program) { UseShellExecute = false, RedirectStandardInput = true };
        (string Name, string? Value)[] said =
        [
            ("TEXT", alert.Text), ("RUN", alert.Run.Id), ("NAME", alert.Run.Name), ("URL", alert.Link), ("DETECTOR", alert.Episode.Detector),
            ("SEVERITY", alert.SeverityName), ("TENSOR", alert.Episode.Tensor), ("STEP", alert.Episode.FirstStep.ToString(CultureInfo.InvariantCulture)),
            ("FINDING", alert.Episode.English),
        ];
        foreach ((string name, string? value) in said)
            start.Environment["GRADWATCH_" + name] = value?.Replace("\0", "", StringComparison.Ordinal) ?? "";
        return start;
    }

    private static async Task WriteAsync(Process process, Alert alert, CancellationToken cancel)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(alert.ToJson(), cancel).ConfigureAwait(false);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It need not read what it is given.
        }
    }
}
