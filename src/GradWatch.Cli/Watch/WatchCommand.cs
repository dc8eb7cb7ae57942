using System.CommandLine;
using GradWatch.Cli.Diagnose;
using GradWatch.Cli.Texts;
using GradWatch.Wording;

namespace GradWatch.Cli.Watch;

/// <summary><c>gradwatch watch PATH</c>: follows a growing log and tells of episodes as they open and close.</summary>
internal static class WatchCommand
{
    private const int DefaultPoll = 500;

    internal static Command Create(Language language)
    {
        var path = new Argument<string>("path") { Description = CliTexts.Get(language, "help.path") };
        var until = new Option<bool>("--until-critical") { Description = CliTexts.Get(language, "help.until_critical") };
        var poll = new Option<int>("--poll") { Description = CliTexts.Get(language, "help.poll"), DefaultValueFactory = _ => DefaultPoll };
        Option<string[]> map = DiagnoseOptions.MapOption(language);
        var step = new Option<string?>("--step") { Description = CliTexts.Get(language, "help.step"), HelpName = "KEY" };
        var plain = new Option<bool>("--no-color") { Description = CliTexts.Get(language, "help.no_color") };
        var command = new Command("watch", CliTexts.Get(language, "help.watch")) { path, until, poll, map, step, plain, Languages.Option(language) };
        command.SetAction(parsed => new Watching(language, parsed.GetValue(plain), parsed.GetValue(until))
            .Run(parsed.GetValue(path)!, DiagnoseOptions.Reading(parsed.GetValue(map) ?? [], parsed.GetValue(step)), TimeSpan.FromMilliseconds(parsed.GetValue(poll))));
        return command;
    }
}
