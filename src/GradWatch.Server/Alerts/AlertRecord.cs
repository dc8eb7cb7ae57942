using System.Text;
using GradWatch.Storage.Hosting;
using GradWatch.Storage.Runs;
using GradWatch.Wording;

namespace GradWatch.Server.Alerts;

/// <summary>What was told, kept among the entries of the run so that it is not told again: <c>way number severity</c>.</summary>
internal static class AlertRecord
{
    internal static string KeyOf(string way, Alert alert) => $"{way} {alert.Episode.Number} {alert.SeverityName}";

    internal static string KeyOf(RunEntry entry) => Encoding.UTF8.GetString(entry.Payload.Span);

    internal static RunEntry Told(string way, Alert alert) => Entry(way, alert, "alert.told", language => Words(way, alert, language));

    internal static RunEntry GivenUp(string way, Alert alert, int attempts, AlertFailedException why) =>
        Entry(way, alert, "alert.given_up", language => [.. Words(way, alert, language), attempts, why.In(language)]);

    private static object?[] Words(string way, Alert alert, Language language) =>
        [alert.Episode.Detector, AlertTexts.Get(language, "alert." + alert.SeverityName), AlertTexts.Get(language, "alert." + way)];

    private static RunEntry Entry(string way, Alert alert, string key, Func<Language, object?[]> values) => new()
    {
        Kind = EntryKinds.Alert, Row = alert.Run.Rows, FirstStep = alert.Episode.FirstStep, LastStep = alert.Episode.AlarmStep,
        English = AlertTexts.Format(Language.English, key, values(Language.English)), Russian = AlertTexts.Format(Language.Russian, key, values(Language.Russian)),
        Payload = Encoding.UTF8.GetBytes(KeyOf(way, alert)),
    };
}
