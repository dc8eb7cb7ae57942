using System.CommandLine;
using GradWatch.Cli.Texts;
using GradWatch.Logs;
using GradWatch.Observations;
using GradWatch.Wording;

namespace GradWatch.Cli.Diagnose;

/// <summary>The options of <c>diagnose</c>.</summary>
internal sealed class DiagnoseOptions(Language language)
{
    internal Argument<string[]> Paths { get; } = new("paths")
    {
        Description = CliTexts.Get(language, "help.paths"), Arity = ArgumentArity.OneOrMore,
    };

    internal Option<bool> Json { get; } = new("--json") { Description = CliTexts.Get(language, "help.json") };

    internal Option<bool> Indent { get; } = new("--indent") { Description = CliTexts.Get(language, "help.indent") };

    internal Option<string?> Html { get; } = new("--html") { Description = CliTexts.Get(language, "help.html"), HelpName = "FILE" };

    internal Option<string?> Png { get; } = new("--png") { Description = CliTexts.Get(language, "help.png"), HelpName = "FILE" };

    internal Option<string> Code { get; } = CodeOption(language);

    internal Option<string[]> Map { get; } = MapOption(language);

    internal Option<string?> Step { get; } = new("--step") { Description = CliTexts.Get(language, "help.step"), HelpName = "KEY" };

    internal Option<bool> Plain { get; } = new("--no-color") { Description = CliTexts.Get(language, "help.no_color") };

    internal Option<string> Lang { get; } = Languages.Option(language);

    internal void AddTo(Command command)
    {
        command.Add(Paths);
        foreach (Option option in new Option[] { Json, Indent, Html, Png, Code, Map, Step, Plain, Lang })
            command.Add(option);
    }

    /// <summary>What the user said about the names in the log.</summary>
    internal static ReadingOptions Reading(IEnumerable<string> map, string? step) => new()
    {
        Map = map.Select(Split).ToDictionary(pair => pair.Quantity, pair => pair.Key),
        StepKey = step,
    };

    private static Option<string> CodeOption(Language language)
    {
        var option = new Option<string>("--code")
        {
            Description = CliTexts.Get(language, "help.code"), HelpName = "pytorch|torchsharp|both|none", DefaultValueFactory = _ => "both",
        };
        option.AcceptOnlyFromAmong("pytorch", "torchsharp", "both", "none");
        return option;
    }

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

    private static (Quantity Quantity, string Key) Split(string given)
    {
        int equals = given.IndexOf('=', StringComparison.Ordinal);
        return (QuantityNames.TryParse(given[..equals], out Quantity quantity) ? quantity : default, given[(equals + 1)..]);
    }
}
