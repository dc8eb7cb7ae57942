using System.CommandLine;
using System.CommandLine.Parsing;
using GradWatch.Cli.Help;
using GradWatch.Cli.Runs;
using GradWatch.Cli.Texts;
using GradWatch.Logs;
using GradWatch.Observations;
using GradWatch.Wording;

namespace GradWatch.Cli.Diagnose;

/// <summary>The options of <c>diagnose</c>.</summary>
internal sealed class DiagnoseOptions
{
    internal DiagnoseOptions(Command command, Language language)
    {
        Paths = new Argument<string[]>("paths") { Description = CliTexts.Get(language, "help.paths"), HelpName = "PATH", Arity = ArgumentArity.OneOrMore };
        Paths.Validators.Add(result => RefuseOptions(result, command, language));
        Json = new Option<bool>("--json") { Description = CliTexts.Get(language, "help.json") };
        Indent = new Option<bool>("--indent") { Description = CliTexts.Get(language, "help.indent") };
        Html = new Option<string?>("--html") { Description = CliTexts.Get(language, "help.html"), HelpName = "FILE" };
        Png = new Option<string?>("--png") { Description = CliTexts.Get(language, "help.png"), HelpName = "FILE" };
        Code = CodeOption(language);
        Map = MapOption(language);
        Step = StepOption(language);
        Store = StoreOption.Create(language);
        Plain = PlainOption(language);
        command.Add(Paths);
        foreach (Option option in new Option[] { Html, Png, Json, Indent, Code, Map, Step, Store, Languages.Option(language), Plain })
            command.Add(option);
    }

    internal Argument<string[]> Paths { get; }

    internal Option<bool> Json { get; }

    internal Option<bool> Indent { get; }

    internal Option<string?> Html { get; }

    internal Option<string?> Png { get; }

    internal Option<string> Code { get; }

    internal Option<string[]> Map { get; }

    internal Option<string?> Step { get; }

    internal Option<string?> Store { get; }

    internal Option<bool> Plain { get; }

    /// <summary>What the user said about the names in the log.</summary>
    internal static ReadingOptions Reading(IEnumerable<string> map, string? step) => new()
    {
        Map = map.Select(Split).DistinctBy(pair => pair.Quantity).ToDictionary(pair => pair.Quantity, pair => pair.Key),
        StepKey = step,
    };

    internal static Option<string?> StepOption(Language language) =>
        new("--step") { Description = CliTexts.Get(language, "help.step"), HelpName = "KEY" };

    internal static Option<bool> PlainOption(Language language) => new("--no-color") { Description = CliTexts.Get(language, "help.no_color") };

    internal static Option<string[]> MapOption(Language language)
    {
        var option = new Option<string[]>("--map")
        {
            Description = CliTexts.Get(language, "help.map"), HelpName = "QUANTITY=KEY", DefaultValueFactory = _ => [],
        };
        option.Validators.Add(result =>
        {
            foreach (string given in result.Tokens.Select(token => token.Value))
            {
                int equals = given.IndexOf('=', StringComparison.Ordinal);
                if (equals <= 0 || equals == given.Length - 1)
                    result.AddError(CliTexts.Format(language, "error.map_form", given));
                else if (!QuantityNames.TryParse(given[..equals], out _))
                    result.AddError(CliTexts.Format(language, "error.map_quantity", given[..equals], string.Join(", ", QuantityNames.All)));
            }
        });
        return option;
    }

    /// <summary>A misspelt option would be taken for a path, and the message would be about a file that nobody named.</summary>
    internal static void RefuseOptions(ArgumentResult result, Command command, Language language)
    {
        foreach (string given in result.Tokens.Select(token => token.Value))
        {
            if (given.Length > 1 && given.StartsWith('-') && !Path.Exists(given))
                result.AddError(UsageErrors.UnknownOption(given, command, language));
        }
    }

    private static Option<string> CodeOption(Language language)
    {
        var option = new Option<string>("--code")
        {
            Description = CliTexts.Get(language, "help.code"), HelpName = "WHOSE", DefaultValueFactory = _ => "both",
        };
        option.AcceptOnlyFromAmong("pytorch", "torchsharp", "both", "none");
        return option;
    }

    private static (Quantity Quantity, string Key) Split(string given)
    {
        int equals = given.IndexOf('=', StringComparison.Ordinal);
        return (QuantityNames.TryParse(given[..equals], out Quantity quantity) ? quantity : default, given[(equals + 1)..]);
    }
}
