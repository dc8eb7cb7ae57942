using GradWatch.Detectors;
using GradWatch.Remedies;
using GradWatch.Reports;
using GradWatch.Reports.Html;

namespace GradWatch.Server.Views;

/// <summary>What to do: each remedy with its numbers, where they are from, its proof and its code.</summary>
internal static class RemedyView
{
    internal static void Write(ViewWriter view, Report report) =>
        view.Array("remedies", report.Remedies, remedy => One(view, remedy));

    private static void One(ViewWriter view, Remedy remedy)
    {
        view.Json.WriteStartObject();
        view.Json.WriteString("id", remedy.Id);
        view.Sentence("action", remedy.Action);
        view.Array(
            "parameters", remedy.Parameters, pair => view.Json.WriteStringValue($"{pair.Key} = {Readout.Setting(pair.Value)}"));
        view.Sentence("why", remedy.Why);
        view.Json.WriteString("outcome", remedy.Trial is null ? "untried" : remedy.Trial.Helped ? "helped" : "failed");
        view.Sentence("proof", TrialWords.Of(remedy));
        view.Json.WriteStartObject("code");
        view.Json.WriteString("torchsharp", remedy.TorchSharp);
        view.Json.WriteString("pytorch", remedy.PyTorch);
        view.Json.WriteEndObject();
        if (remedy.Trial is { } trial)
        {
            view.Json.WriteStartObject("trial");
            Course(view, "treated", trial.Treated);
            Course(view, "control", trial.Control);
            view.Json.WriteEndObject();
        }
        view.Json.WriteEndObject();
    }

    private static void Course(ViewWriter view, string name, TrialCourse course)
    {
        string worst = course.Worst switch { Severity.Critical => "critical", Severity.Warning => "warning", _ => "healthy" };
        view.Json.WriteStartObject(name);
        view.Json.WriteNumber("steps", course.Steps);
        view.Number("first_loss", course.FirstLoss);
        view.Number("last_loss", course.LastLoss);
        view.Number("largest_norm", course.LargestNorm);
        view.Json.WriteString("worst", worst);
        view.Json.WriteString("word", view.Say("trial." + (worst == "healthy" ? "quiet" : worst)));
        view.Json.WriteEndObject();
    }
}
