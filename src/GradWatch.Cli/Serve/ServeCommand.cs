using System.CommandLine;
using GradWatch.Cli.Texts;
using GradWatch.Wording;

namespace GradWatch.Cli.Serve;

/// <summary><c>gradwatch serve</c>: keeps runs, shows them live, and takes numbers from any trainer.</summary>
internal static class ServeCommand
{
    private const int DefaultSeriesLimit = 20_000;

    internal static Command Create(Language language)
    {
        var command = new Command("serve", CliTexts.Get(language, "help.serve"));
        var listen = new Option<string>("--listen")
        {
            Description = CliTexts.Get(language, "help.serve.listen"), HelpName = "URL", DefaultValueFactory = _ => ListenAddress.Default,
        };
        var store = new Option<string?>("--store") { Description = CliTexts.Get(language, "help.serve.store"), HelpName = "PLACE" };
        var ingest = new Option<string?>("--ingest-token") { Description = CliTexts.Get(language, "help.serve.ingest_token"), HelpName = "TOKEN" };
        var view = new Option<string?>("--view-token") { Description = CliTexts.Get(language, "help.serve.view_token"), HelpName = "TOKEN" };
        var limit = new Option<int>("--series-limit")
        {
            Description = CliTexts.Get(language, "help.serve.series_limit"), HelpName = "N", DefaultValueFactory = _ => DefaultSeriesLimit,
        };
        limit.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && int.TryParse(result.Tokens[0].Value, out int number) && number < 1)
                result.AddError(CliTexts.Get(language, "error.serve.series_limit"));
        });
        var taps = new TapSwitches(language);
        foreach (Option option in (IEnumerable<Option>)[listen, store, ingest, view, limit, .. taps.All, Languages.Option(language)])
            command.Add(option);
        command.SetAction(parsed =>
        {
            if (!ListenAddress.TryParse(parsed.GetValue(listen)!, out ListenAddress address))
                return Serving.Refuse(Console.Error, CliTexts.Format(language, "error.serve.listen", parsed.GetValue(listen)!));
            using var interruption = new Interruption();
            return new Serving(Console.Out, Console.Error, language).RunAsync(new ServeSettings
            {
                Listen = address,
                Store = parsed.GetValue(store),
                IngestToken = Token(parsed.GetValue(ingest), "GRADWATCH_INGEST_TOKEN"),
                ViewToken = Token(parsed.GetValue(view), "GRADWATCH_VIEW_TOKEN"),
                SeriesLimit = parsed.GetValue(limit),
                Taps = taps.Of(parsed),
            }, interruption.Token).GetAwaiter().GetResult();
        });
        return command;
    }

    // In the environment a token is not in the list of processes.
    private static string? Token(string? given, string variable)
    {
        string? token = given ?? Environment.GetEnvironmentVariable(variable);
        return string.IsNullOrEmpty(token) ? null : token;
    }
}
