using GradWatch.Observations;
using PublicApiGenerator;
using Xunit;

namespace GradWatch.Tests.House;

/// <summary>The public API is one approved text file: a change to it is seen in review.</summary>
public sealed class PublicApiTests
{
    private const string Approved = "tests/GradWatch.Tests/House/PublicApi.approved.txt";

    [Fact]
    public void The_public_API_is_the_approved_one()
    {
        string now = typeof(Observation).Assembly.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false })
            .ReplaceLineEndings("\n");
        string file = Repository.PathOf(Approved);
        if (Environment.GetEnvironmentVariable("GRADWATCH_APPROVE") == "1")
            File.WriteAllText(file, now);
        Assert.True(
            File.ReadAllText(file).ReplaceLineEndings("\n") == now,
            $"the public API differs from {Approved}; if that is meant, run the test with GRADWATCH_APPROVE=1 and commit the file");
    }
}
