using System.Diagnostics;
using System.Runtime.CompilerServices;
using Xunit;

namespace GradWatch.Cli.Tests.Checkpoints;

/// <summary>A call of the built tool in a directory of its own that holds small real checkpoints.</summary>
internal sealed class CheckpointCall : IDisposable
{
    private static readonly string[] Samples = ["model.safetensors", "ckpt.pt", "dtypes.safetensors", "legacy.pt", "views.pt"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gradwatch");

    internal CheckpointCall([CallerFilePath] string test = "")
    {
        string samples = Path.Combine(Path.GetDirectoryName(test)!, "../../GradWatch.Logs.Tests/Samples/checkpoints");
        foreach (string sample in Samples)
            File.Copy(Path.Combine(samples, sample), this[sample]);
    }

    internal string this[string name] => Path.Combine(_folder.FullName, name);

    internal async Task<(int Status, string Output, string Error)> Run(params string[] args)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "gradwatch"), args)
        {
            WorkingDirectory = _folder.FullName, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (string locale in new[] { "LC_ALL", "LC_MESSAGES", "LANG" })
            start.Environment.Remove(locale);
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }

    /// <summary>Compares text with a file beside this one; GRADWATCH_SNAPSHOTS=write writes it.</summary>
    internal static void Matches(string name, string actual, [CallerFilePath] string test = "")
    {
        string file = Path.Combine(Path.GetDirectoryName(test)!, "Snapshots", name + ".txt");
        string text = string.Join('\n', actual.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd()));
        if (Environment.GetEnvironmentVariable("GRADWATCH_SNAPSHOTS") == "write")
            File.WriteAllText(file, text);
        Assert.Equal(File.ReadAllText(file).ReplaceLineEndings("\n"), text);
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(true);
}
