using System.CommandLine;
using GradWatch.Cli.Help;
using GradWatch.Wording;
using Xunit;

namespace GradWatch.Cli.Tests.Help;

public sealed class HelpPageTests
{
    public static TheoryData<string, Language> Pages
    {
        get
        {
            var pages = new TheoryData<string, Language>();
            foreach (Language language in Enum.GetValues<Language>())
            {
                pages.Add("", language);
                foreach (Command command in CommandLine.Create(language).Subcommands)
                    pages.Add(command.Name, language);
            }
            return pages;
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_command_has_examples_that_name_it(string command, Language language)
    {
        string head = language == Language.Russian ? "Примеры" : "Examples";
        string[] lines = Lines(command, language);
        int at = Array.IndexOf(lines, head);
        Assert.True(at > 0, $"{command} has no {head}");
        Assert.Contains($"gradwatch {command}", lines[at + 1], StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Lines_fit_into_a_hundred_columns(string command, Language language) =>
        Assert.All(Lines(command, language), line => Assert.True(line.Length <= 100, line));

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_option_says_what_it_does(string command, Language language)
    {
        Command described = Find(command, language);
        Assert.All(described.Options, option => Assert.False(string.IsNullOrWhiteSpace(option.Description), option.Name));
        Assert.All(described.Arguments, argument => Assert.False(string.IsNullOrWhiteSpace(argument.Description), argument.Name));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Russian_help_speaks_Russian(string command, Language language)
    {
        bool russian = Find(command, language).Options.All(option => option.Description!.Any(letter => letter is >= 'а' and <= 'я'));
        Assert.Equal(language == Language.Russian, russian);
    }

    [Theory]
    [InlineData(Language.English)]
    [InlineData(Language.Russian)]
    public void The_first_screen_of_the_tool_shows_its_commands(Language language)
    {
        string[] screen = [.. Lines("", language).Take(24)];
        Assert.All(
            CommandLine.Create(language).Subcommands,
            command => Assert.Contains(screen, line => line.StartsWith($"  {command.Name} ", StringComparison.Ordinal)));
    }

    [Fact]
    public void Diagnose_in_English() => Snapshot.Matches("help_diagnose_en", Text("diagnose", Language.English));

    [Fact]
    public void Watch_in_Russian() => Snapshot.Matches("help_watch_ru", Text("watch", Language.Russian));

    private static string[] Lines(string command, Language language) => Text(command, language).ReplaceLineEndings("\n").Split('\n');

    private static string Text(string command, Language language)
    {
        var output = new StringWriter();
        HelpPage.Write(Find(command, language), output, language, 100);
        return output.ToString();
    }

    private static Command Find(string command, Language language)
    {
        RootCommand root = CommandLine.Create(language);
        return command.Length == 0 ? root : root.Subcommands.Single(sub => sub.Name == command);
    }
}
