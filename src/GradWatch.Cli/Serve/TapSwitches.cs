using System.CommandLine;
using GradWatch.Cli.Texts;
using GradWatch.Detectors;
using GradWatch.Server.Taps;
using GradWatch.Wording;

namespace GradWatch.Cli.Serve;

/// <summary>The options of <c>gradwatch serve</c> for logs that are followed and for alerts.</summary>
internal sealed class TapSwitches
{
    private readonly Language _language;
    private readonly Option<string[]> _directories = new("--logdir") { HelpName = "DIR" };
    private readonly Option<Uri?> _webhook = new("--alert-webhook") { HelpName = "URL", CustomParser = result =>
        Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https" ? address : null };
    private readonly Option<string?> _command = new("--alert-command") { HelpName = "PROGRAM" };
    private readonly Option<string> _severity = new("--alert-severity") { HelpName = "warning|critical", DefaultValueFactory = _ => "critical" };

    internal TapSwitches(Language language)
    {
        _language = language;
        _directories.Description = CliTexts.Get(language, "help.serve.logdir");
        _webhook.Description = CliTexts.Get(language, "help.serve.alert_webhook");
        _command.Description = CliTexts.Get(language, "help.serve.alert_command");
        _severity.Description = CliTexts.Get(language, "help.serve.alert_severity");
        _severity.AcceptOnlyFromAmong("warning", "critical");
        _webhook.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && result.GetValue(_webhook) is null)
                result.AddError(CliTexts.Format(language, "error.serve.alert_webhook", result.Tokens[0].Value));
        });
    }

    internal IEnumerable<Option> All => [_directories, _webhook, _command, _severity];

    internal TapOptions Of(ParseResult parsed) => new()
    {
        LogDirectories = parsed.GetValue(_directories) ?? [],
        AlertWebhook = parsed.GetValue(_webhook),
        AlertCommand = parsed.GetValue(_command),
        AlertSeverity = parsed.GetValue(_severity) == "warning" ? Severity.Warning : Severity.Critical,
        Language = _language,
    };
}
