using System.CommandLine;
using GradWatch.Cli.Terminal;
using GradWatch.Detectors;
using GradWatch.Logs;
using GradWatch.Logs.Checkpoints;
using GradWatch.Logs.Inspection;
using GradWatch.Wording;

namespace GradWatch.Cli.Checkpoints;

/// <summary><c>gradwatch compare BEFORE AFTER</c>: how far the weights moved between two checkpoints.</summary>
internal static class CompareCommand
{
    internal static Command Create(Language language)
    {
        var options = new CheckpointOptions(language, ComparisonPage.Orders);
        var before = new Argument<string>("before") { Description = options.Text("help.before") };
        var after = new Argument<string>("after") { Description = options.Text("help.after") };
        var steps = new Option<long?>("--steps") { Description = options.Text("help.steps"), HelpName = "N" };
        var command = new Command("compare", options.Text("help.compare")) { before, after, steps };
        options.AddTo(command);
        command.SetAction(parsed => Run(
            parsed, [parsed.GetValue(before)!, parsed.GetValue(after)!], parsed.GetValue(steps), options, language));
        return command;
    }

    private static int Run(ParseResult parsed, string[] paths, long? steps, CheckpointOptions options, Language language)
    {
        List<Checkpoint> checkpoints = [];
        try
        {
            foreach (string path in paths)
                Open(path, checkpoints, language);
            return checkpoints.Count == paths.Length ? Compare(parsed, checkpoints, steps, options, language) : ExitStatus.Unusable;
        }
        catch (UnreadableLogException unreadable)
        {
            Console.Error.WriteLine($"gradwatch: {unreadable.In(language)}");
            return ExitStatus.Unusable;
        }
        finally
        {
            checkpoints.ForEach(checkpoint => checkpoint.Dispose());
        }
    }

    // Both are tried, so that both are told of.
    private static void Open(string path, List<Checkpoint> checkpoints, Language language)
    {
        try
        {
            checkpoints.Add(CheckpointReader.Open(path));
        }
        catch (UnreadableLogException unreadable)
        {
            Console.Error.WriteLine($"gradwatch: {unreadable.In(language)}");
        }
    }

    private static int Compare(ParseResult parsed, List<Checkpoint> checkpoints, long? steps, CheckpointOptions options, Language language)
    {
        CheckpointComparison comparison;
        using (var progress = CheckpointProgress.Of(language, checkpoints[1].Source, CheckpointComparison.Bytes(checkpoints[0], checkpoints[1])))
            comparison = CheckpointComparison.Of(checkpoints[0], checkpoints[1], steps, progress: progress.Add);
        if (parsed.GetValue(options.Json))
        {
            using Stream output = Console.OpenStandardOutput();
            CheckpointJson.Write(comparison, output, language, parsed.GetValue(options.Indent));
        }
        else
        {
            new ComparisonPage(Screen.Open(Console.Out, parsed.GetValue(options.Plain)), language)
                .Write(comparison, parsed.GetValue(options.Sort)!, options.Rows(parsed));
        }
        return comparison.Worst == Severity.Critical ? ExitStatus.Critical : ExitStatus.Calm;
    }
}
