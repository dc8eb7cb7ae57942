using GradWatch.Workloads;
using GradWatch.Workloads.Running;
using Xunit;

namespace GradWatch.TorchSharp.Tests.Workloads;

public sealed class SuiteOptionsTests
{
    [Fact]
    public void Without_arguments_every_scenario_is_trained_with_three_seeds()
    {
        IReadOnlyList<Request> requests = SuiteOptions.Of([], out _)!.Requests();

        Assert.Equal([0, 1, 2], requests.Select(request => request.Seed).Distinct());
        Assert.Equal(3, requests.Count(request => request.Scenario.Name == "gan_adam"));
    }

    [Fact]
    public void Drawn_scenarios_come_in_place_of_the_suite_and_each_once()
    {
        SuiteOptions options = SuiteOptions.Of(["--random", "30", "--seed", "4", "--record", "runs"], out _)!;

        Assert.Equal("runs", options.RecordTo);
        Assert.Equal(30, options.Requests().Select(request => request.Scenario.Name).Distinct().Count());
        Assert.All(options.Requests(), request => Assert.Equal(4, request.Seed));
        Assert.InRange((options with { Only = "*_mlp_*" }).Requests().Count, 1, 29);
    }

    [Theory]
    [InlineData("--random")]
    [InlineData("--random", "none")]
    [InlineData("--seed", "0")]
    [InlineData("--record")]
    [InlineData("--what", "1")]
    public void What_is_not_understood_is_refused_by_name(params string[] arguments)
    {
        Assert.Null(SuiteOptions.Of(arguments, out string? fault));
        Assert.StartsWith(string.Join(' ', arguments) + ": ", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--only")]
    [InlineData("--short")]
    [InlineData("--seeds")]
    [InlineData("--random")]
    [InlineData("--seed")]
    [InlineData("--jobs")]
    [InlineData("--record")]
    [InlineData("--json")]
    [InlineData("--read")]
    [InlineData("--write")]
    [InlineData("--verbose")]
    [InlineData("--list")]
    public void What_is_understood_is_explained(string name)
    {
        Assert.NotNull(SuiteOptions.Of(name is "--short" or "--verbose" or "--list" ? [name] : [name, "1"], out _));
        Assert.Contains($"\n  {name} ", SuiteOptions.Usage, StringComparison.Ordinal);
    }
}
