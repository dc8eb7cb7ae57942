using GradWatch.Guard;
using GradWatch.Reports;

namespace GradWatch.Server.Views;

/// <summary>What a guard did, and what a reader should know of how the run came in.</summary>
internal static class ActionView
{
    /// <summary>Of more, those are told that changed the most about the run.</summary>
    private const int Most = 300;

    internal static void Write(ViewWriter view, Report report)
    {
        view.Json.WriteNumber("action_count", report.Actions.Count);
        view.Array("actions", GuardActions.Told(report, Most), action => One(view, action));
        view.Sentences("notes", report.Notes);
    }

    private static void One(ViewWriter view, GuardAction action)
    {
        view.Json.WriteStartObject();
        view.Json.WriteString("kind", action.Kind.Name());
        view.Json.WriteNumber("first_step", action.FirstStep);
        view.Json.WriteNumber("last_step", action.LastStep);
        view.Json.WriteNumber("steps", action.Steps);
        view.Sentence("sentence", action.Sentence);
        view.Json.WriteEndObject();
    }
}
