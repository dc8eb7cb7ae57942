using System.Text.Encodings.Web;
using System.Text.Json;
using GradWatch.Detectors;
using GradWatch.Server.Taps;
using GradWatch.Storage.Runs;
using GradWatch.Wording;

namespace GradWatch.Server.Alerts;

/// <summary>What is told of an episode.</summary>
internal sealed record Alert(RunSummary Run, StoredEpisode Episode, TapOptions Options)
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The same for the same episode at the same severity: a receiver may know a repetition by it.</summary>
    internal string Id => $"{Run.Id}/{Episode.Number}/{SeverityName}";

    internal string SeverityName => Episode.Severity switch
    {
        Severity.Critical => "critical",
        Severity.Warning => "warning",
        _ => "info",
    };

    /// <summary>One line for people: severity, run, finding.</summary>
    internal string Text => AlertTexts.Format(
        Options.Language, "alert.text", AlertTexts.Get(Options.Language, "alert." + SeverityName), Run.Name, Options.Language == Language.Russian ? Episode.Russian : Episode.English);

    internal string? Link => Options.PublicAddress is { } address ? new Uri(address, $"/runs/{Run.Id}").ToString() : null;

    /// <summary>For programs: <c>text</c> is what Slack shows, the other fields say the same apart.</summary>
    internal byte[] ToJson()
    {
        using MemoryStream body = new();
        using (Utf8JsonWriter json = new(body, Readable))
        {
            json.WriteStartObject();
            json.WriteString("text", Link is null ? Text : $"{Text}\n{Link}");
            json.WriteString("id", Id);
            json.WriteString("run", Run.Id);
            json.WriteString("name", Run.Name);
            if (Link is { } link)
                json.WriteString("url", link);
            json.WriteNumber("episode", Episode.Number);
            json.WriteString("detector", Episode.Detector);
            json.WriteString("severity", SeverityName);
            json.WriteString("series", Episode.Series);
            json.WriteString("tensor", Episode.Tensor);
            json.WriteNumber("first_step", Episode.FirstStep);
            json.WriteNumber("alarm_step", Episode.AlarmStep);
            json.WriteString("finding", Episode.English);
            json.WriteString("finding_ru", Episode.Russian);
            json.WriteEndObject();
        }
        return body.ToArray();
    }
}
