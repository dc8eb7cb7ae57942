using System.CommandLine;
using System.CommandLine.Invocation;
using GradWatch.Cli.Terminal;
using GradWatch.Cli.Texts;
using GradWatch.Wording;

namespace GradWatch.Cli.Help;

/// <summary>The help of a command: what it does, how it is called, examples, arguments and options.</summary>
/// <remarks>Texts of a command NAME are <c>help.NAME</c> (one line), <c>help.NAME.more</c> and <c>examples.NAME</c> (lines, each with a remark).</remarks>
internal sealed class HelpPage(Language language) : SynchronousCommandLineAction
{
    private const int Widest = 100;
    private const int Narrowest = 60;

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        Write(parseResult.CommandResult.Command, Console.Out, language, Width());
        return ExitStatus.Calm;
    }

    internal static void Write(Command command, TextWriter output, Language language, int width)
    {
        bool isRoot = command is RootCommand;
        string name = isRoot ? "root" : command.Name;
        Paragraph(output, "", command.Description ?? "", width);
        if (CliTexts.Find(language, $"help.{name}.more") is { } more)
        {
            output.WriteLine();
            foreach (string paragraph in more.Split('\n'))
                Paragraph(output, "", paragraph, width);
        }
        Head(output, language, "usage");
        output.WriteLine("  " + Usage(command, language));
        Rows(output, language, "commands", width, [.. command.Subcommands.Select(sub => (Call(sub), sub.Description ?? ""))]);
        Rows(output, language, "examples", width, Examples(name, language));
        Rows(output, language, "arguments", width, [.. command.Arguments.Select(argument => (Label(argument), argument.Description ?? ""))]);
        Rows(output, language, "options", width, [.. Options(command).Select(option => (Label(option), option.Description ?? ""))]);
        if (isRoot)
            Rows(output, language, "exit", width, Lines(CliTexts.Get(language, "help.exit_status")));
    }

    private static string Usage(Command command, Language language)
    {
        string options = CliTexts.Get(language, "help.usage.options");
        return command is RootCommand
            ? $"{CommandLine.Name} {CliTexts.Get(language, "help.usage.command")} {options}"
            : $"{CommandLine.Name} {string.Concat(Outer(command).Select(outer => outer.Name + " "))}{Call(command)} {options}";
    }

    private static IEnumerable<Command> Outer(Command command) => command.Parents.OfType<Command>().Where(parent => parent is not RootCommand);

    private static string Call(Command command) => string.Join(' ', [command.Name, .. command.Arguments.Select(Label)]);

    private static string Label(Argument argument) =>
        (argument.HelpName ?? argument.Name.ToUpperInvariant()) + (argument.Arity.MaximumNumberOfValues > 1 ? "…" : "");

    private static string Label(Option option)
    {
        string names = string.Join(", ", option.Aliases.Where(alias => alias.StartsWith('-') && alias != "-?").Append(option.Name));
        return option.HelpName is null || option.ValueType == typeof(bool) ? names : $"{names} {option.HelpName}";
    }

    // --help is declared once, at the root, and serves every command.
    private static IEnumerable<Option> Options(Command command) => command.Options.Concat(
        command.Parents.OfType<Command>().SelectMany(parent => parent.Options).Where(option => option.Recursive && !command.Options.Contains(option)));

    private static List<(string, string)> Examples(string name, Language language) =>
        CliTexts.Find(language, "examples." + name) is { } examples ? Lines(examples) : [];

    // A remark follows its example as a shell would take it: the whole line can be pasted.
    private static List<(string, string)> Lines(string text)
    {
        List<(string, string)> lines = [];
        foreach (string line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            int remark = line.IndexOf("  ", StringComparison.Ordinal);
            lines.Add(remark < 0 ? (line, "") : (line[..remark], line[remark..].Trim()));
        }
        return lines;
    }

    private static void Rows(TextWriter output, Language language, string head, int width, List<(string Label, string Text)> rows)
    {
        if (rows.Count == 0)
            return;
        Head(output, language, head);
        int label = rows.Select(row => row.Label.Length).Where(length => length <= width / 2).DefaultIfEmpty(0).Max();
        foreach ((string name, string text) in rows)
        {
            // An example that leaves no room for its remark has it beneath.
            bool fits = name.Length <= label;
            if (!fits)
                output.WriteLine("  " + name);
            if (fits || text.Length > 0)
                Paragraph(output, "  " + (fits ? name : "").PadRight(label) + "  ", text, width);
        }
    }

    private static void Head(TextWriter output, Language language, string key)
    {
        output.WriteLine();
        output.WriteLine(CliTexts.Get(language, "help.head." + key));
    }

    private static void Paragraph(TextWriter output, string label, string text, int width)
    {
        string first = label;
        foreach (string line in Page.Break(text, width - label.Length))
        {
            output.WriteLine((first + line).TrimEnd());
            first = new string(' ', label.Length);
        }
    }

    /// <summary>The width of the terminal, within reason.</summary>
    internal static int Width()
    {
        try
        {
            return Console.IsOutputRedirected ? Widest : Math.Clamp(Console.WindowWidth, Narrowest, Widest);
        }
        catch (IOException)
        {
            return Widest;
        }
    }
}
