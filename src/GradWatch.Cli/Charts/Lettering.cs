using SkiaSharp;

namespace GradWatch.Cli.Charts;

/// <summary>Text on a picture, in fonts of this machine that have the letters of both languages.</summary>
internal sealed class Lettering(SKCanvas canvas)
{
    private const string Needed = "AЖя…–→∞";
    private static readonly string[] Proportional = ["Inter", "Segoe UI", "Helvetica Neue", "Noto Sans", "DejaVu Sans", "Liberation Sans", "Arial"];
    private static readonly string[] Fixed = ["Cascadia Mono", "Consolas", "Menlo", "Noto Sans Mono", "DejaVu Sans Mono", "Liberation Mono"];
    private static readonly Lazy<SKTypeface> PlainFace = new(() => Find(Proportional, SKFontStyle.Normal));
    private static readonly Lazy<SKTypeface> StrongFace = new(() => Find(Proportional, SKFontStyle.Bold));
    private static readonly Lazy<SKTypeface> FixedFace = new(() => Find(Fixed, SKFontStyle.Normal));

    /// <summary>The family of ordinary text, for who draws text elsewhere.</summary>
    internal static string Family => PlainFace.Value.FamilyName;

    /// <summary>False where no font has Cyrillic letters: then English is better than boxes.</summary>
    internal static bool HasCyrillic => PlainFace.Value.ContainsGlyph('Ж');

    internal static SKFont Plain(float size) => new(PlainFace.Value, size) { Subpixel = true };

    internal static SKFont Strong(float size) => new(StrongFace.Value, size) { Subpixel = true };

    internal static SKFont Mono(float size) => new(FixedFace.Value, size) { Subpixel = true };

    /// <summary>Draws text with its baseline at y; returns where it ends.</summary>
    internal float Draw(string text, float x, float y, SKFont font, SKColor colour, SKTextAlign align = SKTextAlign.Left)
    {
        using var paint = new SKPaint { Color = colour, IsAntialias = true };
        canvas.DrawText(text, x, y, align, font, paint);
        return x + font.MeasureText(text);
    }

    /// <summary>Cuts the beginning away, so that a text is at most so wide: the end of a path tells it apart.</summary>
    internal static string Fit(string text, float width, SKFont font, bool keepEnd = true)
    {
        if (font.MeasureText(text) <= width)
            return text;
        string kept = text;
        while (kept.Length > 1 && font.MeasureText(keepEnd ? "…" + kept : kept + "…") > width)
            kept = keepEnd ? kept[1..] : kept[..^1];
        return keepEnd ? "…" + kept : kept.TrimEnd() + "…";
    }

    /// <summary>Breaks a text at words into lines of at most a width, the last one shortened where there are too many.</summary>
    internal static List<string> Wrap(string text, float width, SKFont font, int most)
    {
        List<string> lines = [];
        string line = "";
        foreach (string word in text.Split(' '))
        {
            string longer = line.Length == 0 ? word : $"{line} {word}";
            if (line.Length > 0 && font.MeasureText(longer) > width && lines.Count < most - 1)
            {
                lines.Add(line);
                longer = word;
            }
            line = longer;
        }
        lines.Add(Fit(line, width, font, false));
        return lines;
    }

    private static SKTypeface Find(string[] families, SKFontStyle style)
    {
        foreach (string family in families)
        {
            SKTypeface? face = SKFontManager.Default.MatchFamily(family, style);
            if (face is not null && Needed.All(letter => face.ContainsGlyph(letter)))
                return face;
        }
        return SKFontManager.Default.MatchCharacter('Ж') ?? SKTypeface.Default;
    }
}
