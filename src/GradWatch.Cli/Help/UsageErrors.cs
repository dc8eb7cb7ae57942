using System.CommandLine;
using System.CommandLine.Parsing;
using GradWatch.Cli.Texts;
using GradWatch.Wording;

namespace GradWatch.Cli.Help;

/// <summary>What is wrong with a call, and what was perhaps meant.</summary>
internal static class UsageErrors
{
    internal static int Tell(ParseResult parsed, TextWriter output, Language language)
    {
        foreach (string message in Messages(parsed, language))
            output.WriteLine($"{CommandLine.Name}: {message}");
        string command = parsed.CommandResult.Command is RootCommand ? "" : parsed.CommandResult.Command.Name + " ";
        output.WriteLine(CliTexts.Format(language, "usage.help", $"{CommandLine.Name} {command}--help"));
        return ExitStatus.Unusable;
    }

    /// <summary>An option that the command does not have, with the nearest that it has.</summary>
    internal static string UnknownOption(string given, Command command, Language language) =>
        CliTexts.Format(language, "error.option", given) + Suggestion(given, command.Options.Select(option => option.Name).Append("--help"), language);

    private static IEnumerable<string> Messages(ParseResult parsed, Language language)
    {
        Command command = parsed.CommandResult.Command;
        if (command is RootCommand && parsed.UnmatchedTokens is [var given, ..])
        {
            // The rest of the line belongs to the command that was not understood.
            bool isOption = given.StartsWith('-');
            return [isOption
                ? UnknownOption(given, command, language)
                : CliTexts.Format(language, "error.command", given) + Suggestion(given, command.Subcommands.Select(sub => sub.Name), language)];
        }
        HashSet<string> unmatched = [.. parsed.UnmatchedTokens];
        IEnumerable<string> unknown = unmatched.Select(token =>
            token.StartsWith('-') ? UnknownOption(token, command, language) : CliTexts.Format(language, "error.argument", token));
        IEnumerable<string> others = parsed.Errors.Where(error => !unmatched.Any(token => error.Message.Contains($"'{token}'"))).Select(Message);
        return unknown.Concat(others).Distinct();

        string Message(ParseError error) => error.SymbolResult is ArgumentResult { Tokens.Count: 0, Argument.Arity.MinimumNumberOfValues: > 0 } missing
            && missing.Parent is CommandResult
            ? CliTexts.Format(language, "error.missing", missing.Argument.HelpName ?? missing.Argument.Name.ToUpperInvariant())
            : error.Message;
    }

    private static string Suggestion(string given, IEnumerable<string> known, Language language) =>
        Spelling.Nearest(given, known) is { } nearest ? " " + CliTexts.Format(language, "error.meant", nearest) : "";
}
