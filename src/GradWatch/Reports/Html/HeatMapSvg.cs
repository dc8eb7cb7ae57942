using System.Globalization;
using System.Text;
using GradWatch.Reports.Plots;

namespace GradWatch.Reports.Html;

/// <summary>Draws the heat map with its scale.</summary>
internal static class HeatMapSvg
{
    private const int LabelHeight = 11;
    private const int MostLabelLetters = 30;

    /// <summary>Writes the map; nothing when it has no rows.</summary>
    public static void Write(Markup page, HeatMap map, string? leading)
    {
        if (map.Rows.Count == 0)
            return;
        int height = map.Rows.Count * map.RowHeight;
        page.Raw("<div class=\"heat-head\"><b>").Say("heat.title").Raw("</b> <span class=\"sub\"><code>grad_norm</code> ").Say("heat.order");
        page.Raw("</span><output class=\"heat-read\"></output></div><div class=\"strip heat\"><div class=\"gut\"></div>");
        page.Raw($"<svg class=\"plot\" width=\"100%\" height=\"{height}\" data-rows=\"{map.Rows.Count}\" aria-hidden=\"true\">");
        Labels(page, map, leading);
        Shades(page, map, height);
        Kinds(page, map, height);
        page.Raw($"<rect class=\"row-cur off\" x=\"0\" y=\"0\" width=\"100%\" height=\"{map.RowHeight}\"/>");
        page.Raw($"<line class=\"cur\" x1=\"-9\" x2=\"-9\" y1=\"0\" y2=\"{height}\"/></svg></div>");
        Scale(page, map);
    }

    private static void Labels(Markup page, HeatMap map, string? leading)
    {
        int every = Math.Max(1, (int)Math.Ceiling(LabelHeight / (double)map.RowHeight));
        for (int row = 0; row < map.Rows.Count; row++)
        {
            string name = map.Rows[row].Tensor;
            bool leads = name == leading;
            if (!leads && (row % every != 0 || (leading is not null && every > 1 && IsNear(map, row, leading, every))))
                continue;
            double y = row * map.RowHeight + map.RowHeight / 2.0 + 3.5;
            page.Raw($"<text class=\"row{(leads ? " lead" : "")}\" x=\"-7\" y=\"{y}\">{Short(name)}</text>");
        }
    }

    private static bool IsNear(HeatMap map, int row, string leading, int every)
    {
        for (int other = Math.Max(0, row - every + 1); other < Math.Min(map.Rows.Count, row + every); other++)
        {
            if (map.Rows[other].Tensor == leading)
                return true;
        }
        return false;
    }

    private static string Short(string name) => name.Length <= MostLabelLetters
        ? name
        : $"{name[..(MostLabelLetters / 2 - 1)]}…{name[^(MostLabelLetters / 2)..]}";

    private static void Shades(Markup page, HeatMap map, int height)
    {
        var paths = new SortedDictionary<int, StringBuilder>();
        for (int row = 0; row < map.Rows.Count; row++)
        {
            foreach (HeatCell cell in map.Rows[row].Cells)
            {
                if (cell.Kind != CellKind.Shade)
                    continue;
                if (!paths.TryGetValue(cell.Shade, out StringBuilder? path))
                    paths[cell.Shade] = path = new StringBuilder();
                int width = (int)(cell.To - cell.From);
                path.Append(CultureInfo.InvariantCulture, $"M{(int)cell.From} {row * map.RowHeight}h{width}v{Thick(map)}h{-width}z");
            }
        }
        page.Raw($"<svg class=\"data\" width=\"100%\" height=\"{height}\" viewBox=\"0 0 {StepAxis.Width} {height}\" ");
        page.Raw("preserveAspectRatio=\"none\" shape-rendering=\"crispEdges\">");
        foreach ((int shade, StringBuilder path) in paths)
            page.Raw($"<path class=\"h{shade}\" d=\"{path.ToString()}\"/>");
        page.Raw("</svg>");
    }

    private static int Thick(HeatMap map) => map.RowHeight > 6 ? map.RowHeight - 1 : map.RowHeight;

    private static void Kinds(Markup page, HeatMap map, int height)
    {
        page.Raw($"<svg class=\"bars\" width=\"100%\" height=\"{height}\">");
        for (int row = 0; row < map.Rows.Count; row++)
        {
            foreach (HeatCell cell in map.Rows[row].Cells)
            {
                string? pattern = cell.Kind switch
                {
                    CellKind.NaN => "nan",
                    CellKind.Infinite => "inf",
                    CellKind.Zero => "zero",
                    _ => null,
                };
                if (pattern is null)
                    continue;
                page.Raw($"<rect fill=\"url(#p-{pattern})\" y=\"{row * map.RowHeight}\" height=\"{Thick(map)}\" data-a=\"{cell.From}\" ");
                page.Raw($"data-b=\"{cell.To}\" x=\"{StripSvg.Percent(cell.From)}%\" width=\"{StripSvg.Percent(cell.To - cell.From)}%\"/>");
            }
        }
        page.Raw("</svg>");
    }

    private static void Scale(Markup page, HeatMap map)
    {
        page.Raw("<div class=\"strip scale\"><div class=\"gut\"></div><div><svg width=\"246\" height=\"28\" aria-hidden=\"true\">");
        for (int shade = 0; shade < HeatScale.Count; shade++)
            page.Raw($"<rect class=\"h{shade}\" x=\"{shade * 4.6}\" width=\"4.8\" height=\"10\"/>");
        foreach ((int decade, string anchor) in new[] { (-6, "start"), (-2, "start"), (1, "start"), (8, "middle"), (20, "end") })
            page.Raw($"<text class=\"key\" text-anchor=\"{anchor}\" x=\"{(decade + 6) * 9.2}\" y=\"23\">1e{decade}</text>");
        page.Raw("</svg>");
        foreach ((string pattern, string key) in new[] { ("zero", "heat.zero"), ("nan", "heat.nan"), ("inf", "heat.inf") })
        {
            page.Raw($"<span class=\"swatch\"><svg width=\"12\" height=\"12\" aria-hidden=\"true\"><rect width=\"12\" height=\"12\" fill=\"url(#p-{pattern})\"/></svg>");
            page.Say(key).Raw("</span>");
        }
        if (map.Hidden > 0)
            page.Raw("<span class=\"swatch\">").Say("heat.hidden", map.Hidden).Raw("</span>");
        page.Raw("</div></div>");
    }
}
