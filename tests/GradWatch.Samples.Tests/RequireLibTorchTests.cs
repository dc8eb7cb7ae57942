using Xunit;

namespace GradWatch.Samples.Tests;

/// <summary>The script that demo.sh and test.sh source: a library without the symbol stands for a machine that is too old.</summary>
public sealed class RequireLibTorchTests
{
    private const string Script = "set -euo pipefail; . build/require-libtorch.sh; echo \"ready: $libtorch_ready\"";

    [Fact]
    public void Where_the_runtime_is_too_old_and_nothing_may_be_installed_it_says_what_is_missing_and_goes_on()
    {
        BuiltProgram ran = Source("/dev/null");

        Assert.Equal(0, ran.Status);
        Assert.Equal("ready: false", ran.Output.Trim());
        Assert.Contains("GLIBCXX_3.4.32", ran.Errors);
        Assert.Equal(2, ran.Errors.Trim().Split('\n').Length);
    }

    [Fact]
    public void Where_the_runtime_has_the_symbol_it_is_silent()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("libstdc++.so.6"), "\u007fELF … GLIBCXX_3.4.31 GLIBCXX_3.4.32 …");

        BuiltProgram ran = Source(folder.File("libstdc++.so.6"));

        Assert.Equal("ready: true", ran.Output.Trim());
        Assert.Empty(ran.Errors);
    }

    private static BuiltProgram Source(string library)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.Is64BitProcess, "the script looks for the C++ runtime of Linux");
        return BuiltProgram.Start("bash", ["-c", Script], new() { ["GRADWATCH_LIBSTDCXX"] = library, ["GRADWATCH_INSTALL"] = "no" });
    }
}
