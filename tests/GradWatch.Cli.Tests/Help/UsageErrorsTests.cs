using GradWatch.Cli.Help;
using GradWatch.Wording;
using Xunit;

namespace GradWatch.Cli.Tests.Help;

public sealed class UsageErrorsTests
{
    [Fact]
    public void A_misspelt_command_is_named_with_the_nearest_one() =>
        Assert.Contains("there is no command 'diagnos'. Did you mean 'diagnose'?", Tell(Language.English, "diagnos", "x.csv"), StringComparison.Ordinal);

    [Fact]
    public void A_misspelt_option_is_not_taken_for_a_path() =>
        Assert.Contains("there is no option '--jsno'. Did you mean '--json'?", Tell(Language.English, "diagnose", "x.csv", "--jsno"), StringComparison.Ordinal);

    [Fact]
    public void A_path_that_is_missing_is_told() =>
        Assert.Contains("gradwatch: PATH is missing.", Tell(Language.English, "diagnose"), StringComparison.Ordinal);

    [Fact]
    public void Messages_end_with_the_way_to_the_help() =>
        Assert.EndsWith("gradwatch diagnose --help\n", Tell(Language.English, "diagnose"), StringComparison.Ordinal);

    [Fact]
    public void An_unknown_quantity_is_answered_with_the_known_ones()
    {
        string text = Tell(Language.English, "diagnose", "x.csv", "--map", "los=a");
        Assert.Contains("'los'", text, StringComparison.Ordinal);
        Assert.Contains("grad_norm", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("diagnos")]
    [InlineData("diagnose")]
    [InlineData("diagnose", "x.csv", "--jsno")]
    [InlineData("diagnose", "x.csv", "--map", "los=a")]
    [InlineData("watch", "a", "b")]
    public void Russian_messages_are_Russian(params string[] args)
    {
        string first = Tell(Language.Russian, args).Split('\n')[0];
        Assert.Matches("[а-я]{3}", first);
        Assert.DoesNotMatch("(?i)unrecognized|required|there is|missing", first);
    }

    private static string Tell(Language language, params string[] args)
    {
        var output = new StringWriter { NewLine = "\n" };
        Assert.Equal(ExitStatus.Unusable, UsageErrors.Tell(CommandLine.Create(language).Parse(args), output, language));
        return output.ToString();
    }
}
