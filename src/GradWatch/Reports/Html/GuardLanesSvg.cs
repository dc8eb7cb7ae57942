using GradWatch.Guard;
using GradWatch.Reports.Plots;

namespace GradWatch.Reports.Html;

/// <summary>Draws when the guard acted: one row for each kind of action, under the lanes of the episodes.</summary>
internal static class GuardLanesSvg
{
    /// <summary>Writes the rows; none for a run without a guard that acted.</summary>
    public static void Write(Markup page, Report report, StepAxis steps)
    {
        foreach (IGrouping<GuardActionKind, GuardAction> kind in report.Actions.GroupBy(action => action.Kind).OrderBy(kind => kind.Key))
        {
            page.Raw("<div class=\"lane\"><div class=\"gut\">").Say("guard.lane").Raw($" <code>{kind.Key.Name()}</code></div>");
            page.Raw("<svg class=\"plot\" width=\"100%\" height=\"20\" aria-hidden=\"true\"><line class=\"grid\" x2=\"100%\" y1=\"10\" y2=\"10\"/>");
            page.Raw("<svg class=\"bars\" width=\"100%\" height=\"20\">");
            foreach (GuardAction action in kind)
                Bar(page, action, steps);
            page.Raw("</svg><line class=\"cur\" x1=\"-9\" x2=\"-9\" y1=\"0\" y2=\"20\"/><text class=\"away\" y=\"14\"></text></svg></div>");
        }
    }

    private static void Bar(Markup page, in GuardAction action, StepAxis steps)
    {
        double from = steps.CellStart(action.FirstStep), to = steps.CellEnd(action.LastStep);
        page.Raw($"<rect class=\"bar-guard\" y=\"6\" height=\"8\" data-a=\"{Math.Round(from)}\" data-b=\"{Math.Round(to)}\" ");
        page.Raw($"data-f=\"{action.FirstStep}\" data-l=\"{action.LastStep}\" ");
        page.Raw($"x=\"{StripSvg.Percent(from)}%\" width=\"{Math.Max(0.3, StripSvg.Percent(to - from))}%\"/>");
    }
}
