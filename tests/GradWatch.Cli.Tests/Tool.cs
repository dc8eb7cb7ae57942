using System.Diagnostics;

namespace GradWatch.Cli.Tests;

/// <summary>What a call of the tool came to.</summary>
internal sealed record ToolResult(int Status, string Output, string Error);

/// <summary>The built tool, called as a process.</summary>
internal static class Tool
{
    /// <summary>Long enough for a machine that does much else.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    internal static async Task<ToolResult> Run(params string[] args)
    {
        using Process process = Start(args);
        process.StandardInput.Close();
        return await End(process);
    }

    internal static Process Start(params string[] args)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "gradwatch"), args)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (string locale in new[] { "LC_ALL", "LC_MESSAGES", "LANG", "GRADWATCH_DEBUG" })
            start.Environment.Remove(locale);
        return Process.Start(start)!;
    }

    internal static async Task<ToolResult> End(Process process)
    {
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
        }
        return new ToolResult(process.ExitCode, await output, await error);
    }
}
