using System.Diagnostics;

namespace GradWatch.Cli.Tests;

/// <summary>The tool as it was built, run as a process of its own: what a user and a shell see of it.</summary>
/// <param name="Status">The exit status.</param>
/// <param name="Output">What it printed.</param>
/// <param name="Errors">What it said on the error output.</param>
internal sealed record BuiltTool(int Status, string Output, string Errors)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    /// <summary>Runs <c>gradwatch</c> with arguments; fails when it does not end.</summary>
    public static BuiltTool Run(params string[] arguments) => Fed(null, arguments);

    /// <summary>Runs <c>gradwatch</c> with a text as its standard input.</summary>
    public static BuiltTool Fed(string? input, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "gradwatch.dll"));
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["LC_ALL"] = "C";
        using Process tool = Process.Start(start)!;
        Task<string> output = tool.StandardOutput.ReadToEndAsync();
        Task<string> errors = tool.StandardError.ReadToEndAsync();
        if (input is not null)
            tool.StandardInput.Write(input);
        tool.StandardInput.Close();
        if (!tool.WaitForExit(Longest))
        {
            tool.Kill(true);
            throw new TimeoutException($"gradwatch {string.Join(' ', arguments)} does not end");
        }
        return new BuiltTool(tool.ExitCode, output.Result, errors.Result);
    }
}
