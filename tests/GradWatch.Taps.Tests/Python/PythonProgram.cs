using System.Diagnostics;
using Xunit;

namespace GradWatch.Taps.Tests.Python;

/// <summary>A Python program with the client on its path, sending to a server.</summary>
internal sealed class PythonProgram : IDisposable
{
    internal const string Interpreter = "/usr/bin/python3";
    private readonly Process _process;
    private readonly Task<string> _output, _errors;

    internal PythonProgram(Uri server, params string[] arguments)
    {
        ProcessStartInfo start = new(Interpreter, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Client };
        start.Environment["PYTHONPATH"] = Client;
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        start.Environment["GRADWATCH_URL"] = server.ToString();
        _process = Process.Start(start)!;
        (_output, _errors) = (_process.StandardOutput.ReadToEndAsync(), _process.StandardError.ReadToEndAsync());
    }

    /// <summary>clients/python of this repository.</summary>
    internal static string Client { get; } = Find();

    /// <summary>Skips a test where there is no Python, and one that trains where there is no PyTorch.</summary>
    internal static void Require(bool torch = false)
    {
        Assert.SkipUnless(File.Exists(Interpreter), $"{Interpreter} is not installed");
        if (!torch)
            return;
        using PythonProgram program = new(new Uri("http://127.0.0.1:9"), "-c", "import torch");
        program._process.WaitForExit();
        Assert.SkipUnless(program._process.ExitCode == 0, "PyTorch is not installed (Debian: python3-torch)");
    }

    internal void Kill() => _process.Kill();

    internal async Task<(int Status, string Output, string Errors)> EndAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (_process.ExitCode, await _output, await _errors);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private static string Find()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "GradWatch.slnx")))
            folder = folder.Parent;
        return Path.Combine(folder!.FullName, "clients", "python");
    }
}
