namespace GradWatch.Reports.Html;

/// <summary>Pictures of the verdicts, told apart by outline as well as colour: octagon, triangle, ring, disc.</summary>
internal static class Icon
{
    /// <summary>The definitions that a page holds once.</summary>
    public const string Definitions = """
        <svg width="0" height="0" class="defs" aria-hidden="true"><defs>
        <symbol id="i-critical" viewBox="0 0 16 16"><path fill="currentColor" d="M5 .5h6L15.5 5v6L11 15.5H5L.5 11V5z"/><path class="on" d="M5.3 5.3l5.4 5.4m0-5.4l-5.4 5.4"/></symbol>
        <symbol id="i-warning" viewBox="0 0 16 16"><path fill="currentColor" d="M8 .8l7.6 14H.4z"/><path class="on" d="M8 5.8v4.4m0 1.5v1.4"/></symbol>
        <symbol id="i-info" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6.6" fill="none" stroke="currentColor" stroke-width="1.6"/><path fill="none" stroke="currentColor" stroke-width="1.6" d="M8 7.2v4.6m0-7.4v1.4"/></symbol>
        <symbol id="i-healthy" viewBox="0 0 16 16"><circle cx="8" cy="8" r="7.5" fill="currentColor"/><path class="on" d="M4.4 8.3l2.5 2.5 4.7-5.2"/></symbol>
        <symbol id="i-untried" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6.6" fill="none" stroke="currentColor" stroke-width="1.5" stroke-dasharray="2.4 2.2"/></symbol>
        <path id="m-nan" class="nan" d="M-3.5-3.5l7 7m0-7l-7 7"/><path id="m-pinf" class="nan-f" d="M0-4l4.2 7.6h-8.4z"/><path id="m-ninf" class="nan-f" d="M0 4l4.2-7.6h-8.4z"/>
        <path id="m-alarm" class="alarm" d="M-4.5-7h9L0 0z"/>
        <path id="m-open-critical" class="f-critical" d="M0-4.5h1l6 4.5-6 4.5h-1z"/><path id="m-open-warning" class="f-warning" d="M0-4.5h1l6 4.5-6 4.5h-1z"/><path id="m-open-info" class="f-info" d="M0-4.5h1l6 4.5-6 4.5h-1z"/>
        <pattern id="p-warning" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" class="f-panel"/><path class="hatch-warning" d="M-1 7L7-1M-4 4L4-4M2 10l8-8"/></pattern>
        <pattern id="p-nan" width="5" height="5" patternUnits="userSpaceOnUse"><rect width="5" height="5" class="f-panel"/><path class="hatch-nan" d="M-1 6L6-1M-2 2l4-4M3 7l4-4"/></pattern>
        <pattern id="p-inf" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" class="f-panel"/><path class="hatch-nan" d="M-1 7L7-1M-1-1l8 8"/></pattern>
        <pattern id="p-zero" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" class="f-panel"/><circle cx="3" cy="3" r=".7" class="f-ink3"/></pattern>
        </defs></svg>
        """;

    /// <summary>The icon of a verdict or severity name.</summary>
    public static void Write(Markup page, string name) =>
        page.Raw($"<svg class=\"ico {name}\" aria-hidden=\"true\"><use href=\"#i-{name}\"/></svg>");
}
