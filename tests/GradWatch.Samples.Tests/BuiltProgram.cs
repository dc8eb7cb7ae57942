using System.Diagnostics;
using Xunit;

namespace GradWatch.Samples.Tests;

/// <summary>A sample as a user runs it: a program of its own, built in the same configuration as these tests.</summary>
internal sealed record BuiltProgram(int Status, string Output, string Errors)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    internal static string Root { get; } = FindRoot();

    /// <summary>Runs a sample to its end. Skipped where libtorch does not load, except where everything is checked.</summary>
    internal static BuiltProgram Run(string sample, params string[] arguments)
    {
        string configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
        string program = Path.Combine(Root, "artifacts", "bin", sample, configuration, sample);
        BuiltProgram ran = Start(OperatingSystem.IsWindows() ? program + ".exe" : program, arguments, []);
        bool lacksLibTorch = ran.Status != 0 && (ran.Errors.Contains("GLIBCXX", StringComparison.Ordinal)
            || ran.Errors.Contains("DllNotFoundException", StringComparison.Ordinal));
        Assert.SkipWhen(lacksLibTorch && Environment.GetEnvironmentVariable("CI") != "true", "libtorch does not load here");
        return ran;
    }

    internal static BuiltProgram Start(string program, string[] arguments, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Root };
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Longest))
            process.Kill(true);
        process.WaitForExit();
        return new BuiltProgram(process.ExitCode, output.GetAwaiter().GetResult(), errors.GetAwaiter().GetResult());
    }

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "GradWatch.slnx")))
            directory = directory.Parent ?? throw new DirectoryNotFoundException("the tests do not run inside the repository");
        return directory.FullName;
    }
}
