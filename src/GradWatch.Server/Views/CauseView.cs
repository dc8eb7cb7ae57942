using GradWatch.Diagnosis;
using GradWatch.Diagnosis.Origins;
using GradWatch.Reports;

namespace GradWatch.Server.Views;

/// <summary>Why: the causes by weight with what speaks for and against each, what would have to be logged, and where a NaN was traced to.</summary>
internal static class CauseView
{
    internal static void Write(ViewWriter view, Report report)
    {
        view.Array("causes", report.Diagnosis.Causes, cause => One(view, cause));
        view.Sentences("missing", report.Diagnosis.Missing);
        view.Array("origins", report.Origins, origin => One(view, origin));
    }

    private static void One(ViewWriter view, Cause cause)
    {
        view.Json.WriteStartObject();
        view.Json.WriteString("id", cause.Id);
        view.Sentence("name", CauseNames.Of(cause.Id));
        view.Json.WriteString("weight", CauseNames.Weight(cause.Weight));
        view.Sentences("evidence", cause.Evidence);
        view.Sentences("against", cause.Against);
        view.Json.WriteEndObject();
    }

    private static void One(ViewWriter view, NonFiniteOrigin origin)
    {
        view.Json.WriteStartObject();
        view.Json.WriteNumber("step", origin.Step);
        view.Json.WriteString("at", origin.Place.At);
        view.Sentence("summary", origin.Summary);
        view.Json.WriteString("how", view.Say(origin.Replayed ? "where.traced" : "where.pattern"));
        view.Sentences("evidence", origin.Evidence);
        view.Json.WriteEndObject();
    }
}
