using GradWatch.Remedies;

namespace GradWatch.Reports.Html;

/// <summary>What to do: each remedy with its number, where the number is from, and its code for both frameworks.</summary>
internal static class RemedySection
{
    /// <summary>Writes the remedies.</summary>
    public static void Write(Markup page, IReadOnlyList<Remedy> remedies, string id)
    {
        page.Raw($"<section id=\"{id}-do\" class=\"todo\"><h3>").Say("section.do").Raw("</h3>");
        if (remedies.Count == 0)
            page.Raw("<p class=\"none\">").Say("do.none").Raw("</p>");
        else
            page.Raw("<ol class=\"remedies\">");
        for (int i = 0; i < remedies.Count; i++)
            One(page, remedies[i], i + 1, $"{id}-r{i}");
        page.Raw(remedies.Count == 0 ? "</section>" : "</ol></section>");
    }

    private static void One(Markup page, Remedy remedy, int number, string id)
    {
        page.Raw($"<li><span class=\"no\">{number}</span><div><h4>").Say(remedy.Action).Raw($"</h4><p class=\"dim\"><code>{remedy.Id}</code>");
        foreach ((string name, double value) in remedy.Parameters)
            page.Raw(" · <span class=\"nw\">").Text($"{name} = {Readout.Setting(value)}").Raw("</span>");
        page.Raw("</p><p>").Say(remedy.Why).Raw("</p><p class=\"proof\">");
        Icon.Write(page, remedy.Trial is null ? "untried" : remedy.Trial.Helped ? "healthy" : "warning");
        page.Raw(" <span>").Say(TrialWords.Of(remedy)).Raw("</span></p>");
        Code(page, remedy, id);
        page.Raw("</div></li>");
    }

    private static void Code(Markup page, Remedy remedy, string id)
    {
        (string Name, string Text)[] codes = [("TorchSharp", remedy.TorchSharp), ("PyTorch", remedy.PyTorch)];
        codes = [.. codes.Where(code => code.Text.Length > 0)];
        if (codes.Length == 0)
            return;
        page.Raw("<div class=\"codes\"><div class=\"tabs js\"><div role=\"tablist\">");
        for (int i = 0; i < codes.Length; i++)
        {
            page.Raw($"<button type=\"button\" role=\"tab\" id=\"{id}-t{i}\" aria-controls=\"{id}-c{i}\" ");
            page.Raw(i == 0 ? "aria-selected=\"true\">" : "aria-selected=\"false\" tabindex=\"-1\">").Text(codes[i].Name).Raw("</button>");
        }
        page.Raw("</div><button type=\"button\" class=\"copy\">").Say("do.copy").Raw("</button></div>");
        for (int i = 0; i < codes.Length; i++)
        {
            page.Raw($"<div role=\"tabpanel\" id=\"{id}-c{i}\" aria-labelledby=\"{id}-t{i}\"{(i == 0 ? "" : " data-later")}");
            page.Raw("><div class=\"framework\">").Text(codes[i].Name).Raw("</div><pre tabindex=\"0\">").Text(codes[i].Text.Trim('\n')).Raw("</pre></div>");
        }
        page.Raw("</div>");
    }
}
