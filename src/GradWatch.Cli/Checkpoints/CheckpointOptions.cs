using System.CommandLine;
using GradWatch.Wording;

namespace GradWatch.Cli.Checkpoints;

/// <summary>The options that <c>inspect</c> and <c>compare</c> share.</summary>
internal sealed class CheckpointOptions
{
    private const int DefaultTop = 40;

    private readonly Language _language;

    internal CheckpointOptions(Language language, string[] orders)
    {
        _language = language;
        Json = new Option<bool>("--json") { Description = Text("help.json") };
        Indent = new Option<bool>("--indent") { Description = Text("help.indent") };
        Sort = new Option<string>("--sort")
        {
            Description = Text("help.sort"), HelpName = string.Join('|', orders), DefaultValueFactory = _ => orders[0],
        };
        Sort.AcceptOnlyFromAmong(orders);
        Top = new Option<int>("--top") { Description = Text("help.top"), HelpName = "N", DefaultValueFactory = _ => DefaultTop };
        Plain = new Option<bool>("--no-color") { Description = Text("help.no_color") };
    }

    internal Option<bool> Json { get; }

    internal Option<bool> Indent { get; }

    internal Option<string> Sort { get; }

    internal Option<int> Top { get; }

    internal Option<bool> Plain { get; }

    internal void AddTo(Command command)
    {
        foreach (Option option in new Option[] { Json, Indent, Sort, Top, Plain, Languages.Option(_language) })
            command.Add(option);
    }

    /// <summary>Rows to show: 0 is all.</summary>
    internal int Rows(ParseResult parsed) => parsed.GetValue(Top) is > 0 and var top ? top : int.MaxValue;

    internal string Text(string key) => Wording.Texts.Get(_language, "checkpoint." + key);
}
