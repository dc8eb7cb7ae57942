using GradWatch.Episodes;
using GradWatch.Reports;
using GradWatch.Reports.Plots;

namespace GradWatch.Server.Views;

/// <summary>The episodes with their letters, the gravest first.</summary>
internal static class EpisodeView
{
    /// <summary>Nobody reads further, and a page must stay small.</summary>
    private const int Most = 300;

    internal static void Write(ViewWriter view, Report report)
    {
        Dictionary<string, string> letters = Lane.Of(report).ToDictionary(lane => lane.Detector, lane => lane.Letter);
        IEnumerable<Episode> gravest =
            report.Episodes.OrderByDescending(episode => episode.Severity).ThenBy(episode => episode.AlarmStep).Take(Most);
        view.Json.WriteNumber("episode_count", report.Episodes.Count);
        view.Array("episodes", gravest, episode => One(view, episode, letters[episode.Detector]));
    }

    private static void One(ViewWriter view, Episode episode, string letter)
    {
        view.Json.WriteStartObject();
        view.Json.WriteString("letter", letter);
        view.Json.WriteString("detector", episode.Detector);
        view.Json.WriteString("severity", episode.Severity.Name());
        view.Sentence("word", Headline.Word(episode.Severity));
        view.Json.WriteString("series", episode.Series.Name);
        view.Json.WriteString("tensor", episode.Series.Tensor ?? episode.Tensor);
        view.Json.WriteNumber("first_step", episode.FirstStep);
        view.Json.WriteNumber("alarm_step", episode.AlarmStep);
        view.Json.WriteNumber("last_step", episode.LastStep);
        view.Json.WriteBoolean("closed", episode.Closed);
        view.Json.WriteString("when", When(view, episode));
        view.Sentence("finding", Headline.Telling(episode).Sentence);
        view.Json.WriteString("aside", Aside(view, episode));
        view.Json.WriteEndObject();
    }

    private static string When(ViewWriter view, Episode episode)
    {
        string key = episode.FirstStep == episode.LastStep ? "episodes.step" : "episodes.steps";
        return view.Say(episode.Closed ? key : key + "_open", episode.FirstStep, episode.LastStep);
    }

    private static string? Aside(ViewWriter view, Episode episode)
    {
        bool late = episode.AlarmStep != episode.FirstStep;
        bool worse = episode.Findings > 1 && episode.Worst.Step != Headline.Telling(episode).Step;
        string alarm = late ? view.Say("episodes.alarm", episode.AlarmStep) : "";
        string worst = worse ? view.Say("episodes.worst", episode.Findings, episode.Worst.Sentence) : "";
        return late || worse ? $"{alarm} {worst}".Trim() : null;
    }
}
