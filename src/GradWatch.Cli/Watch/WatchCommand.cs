using System.CommandLine;
using GradWatch.Cli.Diagnose;
using GradWatch.Cli.Terminal;
using GradWatch.Cli.Texts;
using GradWatch.Wording;

namespace GradWatch.Cli.Watch;

/// <summary><c>gradwatch watch PATH</c>: follows a growing log and tells of episodes as they open and close.</summary>
internal static class WatchCommand
{
    private const int DefaultPoll = 500;
    private const int ShortestPoll = 10;

    internal static Command Create(Language language)
    {
        var command = new Command("watch", CliTexts.Get(language, "help.watch"));
        var path = new Argument<string>("path") { Description = CliTexts.Get(language, "help.path"), HelpName = "PATH" };
        path.Validators.Add(result => DiagnoseOptions.RefuseOptions(result, command, language));
        var until = new Option<bool>("--until-critical") { Description = CliTexts.Get(language, "help.until_critical") };
        var json = new Option<bool>("--json") { Description = CliTexts.Get(language, "help.watch.json") };
        var poll = new Option<int>("--poll")
        {
            Description = CliTexts.Get(language, "help.poll"), HelpName = "MS", DefaultValueFactory = _ => DefaultPoll,
        };
        Option<string[]> map = DiagnoseOptions.MapOption(language);
        Option<string?> step = DiagnoseOptions.StepOption(language);
        Option<bool> plain = DiagnoseOptions.PlainOption(language);
        command.Add(path);
        foreach (Option option in new Option[] { until, json, poll, map, step, Languages.Option(language), plain })
            command.Add(option);
        command.SetAction(parsed =>
        {
            using var interruption = new Interruption();
            bool live = !parsed.GetValue(json) && !Console.IsOutputRedirected;
            StatusLine? status = live ? new StatusLine(Console.Out, language, () => Console.WindowWidth) : null;
            IWatchOutput output = parsed.GetValue(json)
                ? new WatchJson(Console.OpenStandardOutput(), language)
                : new WatchLines(Screen.Open(Console.Out, parsed.GetValue(plain)), status, language, "both");
            return new Watching(output, status, interruption, TimeProvider.System, language, parsed.GetValue(until)).Run(
                parsed.GetValue(path)!, DiagnoseOptions.Reading(parsed.GetValue(map) ?? [], parsed.GetValue(step)),
                TimeSpan.FromMilliseconds(Math.Max(ShortestPoll, parsed.GetValue(poll))));
        });
        return command;
    }
}
