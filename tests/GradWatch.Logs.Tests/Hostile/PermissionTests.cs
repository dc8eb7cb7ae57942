using Xunit;

namespace GradWatch.Logs.Tests.Hostile;

public sealed class PermissionTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("gradwatch");

    public void Dispose() => _directory.Delete(true);

    [Fact]
    public void A_file_without_permission_is_an_error()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "whoever runs this test may read everything");
        string file = Path.Combine(_directory.FullName, "a.jsonl");
        File.WriteAllText(file, SomeLogs.JsonLines());
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.None);

        Assert.Equal("note.read.denied", Outcome.OfPath(file).Failure.Problem.Key);
    }

    [Fact]
    public void A_system_that_denies_reading_is_an_error()
    {
        Outcome outcome = Outcome.Of(new FailingStream([], new UnauthorizedAccessException("no")));

        Assert.Equal("note.read.denied", outcome.Failure.Problem.Key);
    }

    [Fact]
    public void A_system_that_denies_reading_half_way_is_an_error_and_what_was_read_is_used()
    {
        byte[] log = System.Text.Encoding.UTF8.GetBytes(SomeLogs.JsonLines(20_000));

        Outcome outcome = Outcome.Of(new FailingStream(log, new UnauthorizedAccessException("no")), "some.jsonl");

        Assert.Equal("note.read.failed", outcome.Failure.Problem.Key);
        Assert.Equal(60_000, outcome.Observations.Count);
    }
}
