using System.CommandLine;
using System.CommandLine.Parsing;
using GradWatch.Cli.Backtest.Rules;
using GradWatch.Cli.Diagnose;
using GradWatch.Cli.Texts;
using GradWatch.Wording;

namespace GradWatch.Cli.Backtest;

/// <summary>The options of <c>backtest</c>.</summary>
internal sealed class BacktestOptions
{
    private const int DefaultPoints = 7;
    private const int MostPoints = 100;

    private readonly RuleParser _parser;
    private readonly Language _language;

    internal BacktestOptions(Command command, Language language)
    {
        (_parser, _language) = (new RuleParser(language), language);
        Paths = new Argument<string[]>("runs") { Description = Text("help.paths"), HelpName = "RUN", Arity = ArgumentArity.ZeroOrMore };
        Paths.Validators.Add(result => DiagnoseOptions.RefuseOptions(result, command, language));
        Rule = RuleOption("--rule", "help.backtest.rule", text => _parser.Parse(text));
        Sweep = RuleOption("--sweep", "help.backtest.sweep", text => _parser.Sweep(text, DefaultPoints));
        Points = new Option<int>("--points") { Description = Text("help.backtest.points"), HelpName = "N", DefaultValueFactory = _ => DefaultPoints };
        Points.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var given }] && int.TryParse(given, out int points) && points is < 2 or > MostPoints)
                result.AddError(CliTexts.Format(language, "error.points", MostPoints));
        });
        Labels = new Option<string?>("--labels") { Description = Text("help.backtest.labels"), HelpName = "FILE" };
        All = new Option<bool>("--all") { Description = Text("help.backtest.all") };
        List = new Option<bool>("--list") { Description = Text("help.backtest.list") };
        Json = new Option<bool>("--json") { Description = Text("help.backtest.json") };
        Indent = new Option<bool>("--indent") { Description = Text("help.indent") };
        Map = DiagnoseOptions.MapOption(language);
        Step = DiagnoseOptions.StepOption(language);
        Plain = DiagnoseOptions.PlainOption(language);
        command.Add(Paths);
        foreach (Option option in new Option[] { Rule, Sweep, Points, Labels, All, List, Json, Indent, Map, Step, Languages.Option(language), Plain })
            command.Add(option);
        command.Validators.Add(RequirePaths);
    }

    internal Argument<string[]> Paths { get; }

    internal Option<string[]> Rule { get; }

    internal Option<string[]> Sweep { get; }

    internal Option<int> Points { get; }

    internal Option<string?> Labels { get; }

    internal Option<bool> All { get; }

    internal Option<bool> List { get; }

    internal Option<bool> Json { get; }

    internal Option<bool> Indent { get; }

    internal Option<string[]> Map { get; }

    internal Option<string?> Step { get; }

    internal Option<bool> Plain { get; }

    /// <summary>The detectors as they are, then the rules, then the sweeps, in the order given.</summary>
    internal IReadOnlyList<Rule> Rules(ParseResult parsed)
    {
        IEnumerable<Rule> rules = (parsed.GetValue(Rule) ?? []).Select(_parser.Parse);
        IEnumerable<Rule> sweeps = (parsed.GetValue(Sweep) ?? []).SelectMany(text => _parser.Sweep(text, parsed.GetValue(Points)));
        return [Backtest.Rules.Rule.Defaults, .. rules, .. sweeps];
    }

    private Option<string[]> RuleOption(string name, string help, Action<string> parse)
    {
        var option = new Option<string[]>(name) { Description = Text(help), HelpName = name == "--rule" ? "RULE" : "RANGE", DefaultValueFactory = _ => [] };
        option.Validators.Add(result =>
        {
            foreach (string given in result.Tokens.Select(token => token.Value))
                Check(result, name, given, parse);
        });
        return option;
    }

    private void Check(OptionResult result, string name, string given, Action<string> parse)
    {
        try
        {
            parse(given);
        }
        catch (RuleException wrong)
        {
            result.AddError(CliTexts.Format(_language, "error.rule", name, given, wrong.At, wrong.Message));
        }
    }

    private void RequirePaths(CommandResult result)
    {
        if (result.GetResult(Paths) is null or { Tokens.Count: 0 } && result.GetResult(List) is null or { Implicit: true })
            result.AddError(CliTexts.Format(_language, "error.missing", Paths.HelpName!));
    }

    private string Text(string key) => CliTexts.Get(_language, key);
}
