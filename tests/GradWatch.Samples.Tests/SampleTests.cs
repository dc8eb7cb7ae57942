using Xunit;

namespace GradWatch.Samples.Tests;

public sealed class SampleTests
{
    [Theory]
    [InlineData("Classification")]
    [InlineData("CharacterRnn")]
    [InlineData("SmallTransformer")]
    [InlineData("Gan")]
    [InlineData("HalfPrecision")]
    public void A_sample_trains_without_a_critical_episode_and_leaves_its_report(string sample)
    {
        using var folder = new TemporaryFolder();
        string report = folder.File("report.html");

        BuiltProgram ran = BuiltProgram.Run(sample, "--steps", "30", "--report", report);

        Assert.True(ran.Status == 0, ran.Output + ran.Errors);
        Assert.Matches("(?m)^step   29 ", ran.Output);
        Assert.Matches("(Healthy|Warning): ", ran.Output);
        Assert.DoesNotContain("Critical", ran.Output);
        Assert.Contains("<!doctype html>", File.ReadAllText(report));
    }

    [Fact]
    public void The_list_of_the_samples_is_complete()
    {
        string samples = Path.Combine(BuiltProgram.Root, "samples"), list = File.ReadAllText(Path.Combine(samples, "README.md"));
        Assert.All(Directory.GetDirectories(samples), folder => Assert.Contains($"[{Path.GetFileName(folder)}]({Path.GetFileName(folder)}/", list));
    }
}
