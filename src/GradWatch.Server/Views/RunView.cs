using System.Text.Json;
using GradWatch.Reports;
using GradWatch.Wording;

namespace GradWatch.Server.Views;

/// <summary>The page of a run in words, in the order of the page. docs/api.md describes it.</summary>
internal static class RunView
{
    internal static byte[] Of(Report report, Language language)
    {
        using MemoryStream bytes = new();
        using (Utf8JsonWriter json = new(bytes, JsonReport.Options(indent: false)))
        {
            ViewWriter view = new(json, language);
            json.WriteStartObject();
            VerdictView.Write(view, report);
            EpisodeView.Write(view, report);
            PlaceView.Write(view, report);
            CauseView.Write(view, report);
            RemedyView.Write(view, report);
            ActionView.Write(view, report);
            None(view);
            json.WriteEndObject();
        }
        return bytes.ToArray();
    }

    // A part that is empty says so: what it says is worded here with the rest.
    private static void None(ViewWriter view)
    {
        view.Json.WriteStartObject("none");
        view.Json.WriteString("episodes", view.Say("episodes.none"));
        view.Json.WriteString("tensors", view.Say("where.unknown"));
        view.Json.WriteString("causes", view.Say("why.none"));
        view.Json.WriteString("remedies", view.Say("do.none"));
        view.Json.WriteEndObject();
    }
}
