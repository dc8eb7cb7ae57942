namespace GradWatch.Reports.Plots;

/// <summary>Where the marks of a stretch stand, and how much of its label there is room for.</summary>
/// <param name="Mark">The stretch.</param>
/// <param name="Symbols">Positions of its symbols, 0 to <see cref="StepAxis.Width"/>; the first is always there.</param>
/// <param name="Label">Word and steps, the word, or nothing.</param>
/// <param name="Before">True when the label stands left of its symbol, for want of room on its right.</param>
internal readonly record struct PlacedMark(NonFiniteMark Mark, IReadOnlyList<double> Symbols, string Label, bool Before);

/// <summary>Places the marks of what is not finite, so that they and their labels do not cover each other.</summary>
internal static class MarkLayout
{
    /// <summary>Units of the drawing a pixel, on a plot of 560 px; the page's script places anew for its true width.</summary>
    public const double UnitsPerPixel = StepAxis.Width / 560.0;
    private const double LetterWidth = 7;
    private const double LabelStart = 8;
    private const double SymbolDistance = 14;
    private const double SymbolWidth = 11;

    /// <summary>The id of a kind's symbol.</summary>
    public static string Symbol(NonFiniteKind kind) => kind switch
    {
        NonFiniteKind.NaN => "m-nan",
        NonFiniteKind.PositiveInfinity => "m-pinf",
        _ => "m-ninf",
    };

    /// <summary>Places all stretches of a strip. A stretch always keeps its first symbol.</summary>
    public static IEnumerable<PlacedMark> Place(List<NonFiniteMark> marks, StepAxis steps)
    {
        double last = double.NegativeInfinity;
        string carried = "";
        for (int i = 0; i < marks.Count; i++)
        {
            double start = Math.Max(steps.At(marks[i].Middles[0]), last + SymbolWidth * UnitsPerPixel);
            double end = i + 1 < marks.Count ? steps.At(marks[i + 1].Middles[0]) - 6 * UnitsPerPixel : StepAxis.Width;
            string words = carried + marks[i].Word;
            string[] labels = [$"{words} {marks[i].Steps}", words, ""];
            string label = labels.First(text => text.Length == 0 || start + Room(text) <= end);
            string left = label.Length > 0 ? "" : labels.First(text => text.Length == 0 || start - Room(text) >= Math.Max(0, last));
            List<double> symbols = [start];
            double next = start + Math.Max(SymbolDistance * UnitsPerPixel, Room(label) + SymbolDistance * UnitsPerPixel / 2);
            foreach (double x in marks[i].Middles.Skip(1).Select(step => steps.At(step)))
            {
                if (x < next || x > end)
                    continue;
                symbols.Add(x);
                next = x + SymbolDistance * UnitsPerPixel;
            }
            last = symbols[^1];
            // A stretch without room for its word leaves it to the next, which stands close by.
            carried = label.Length + left.Length == 0 ? words + ", " : "";
            yield return new PlacedMark(marks[i], symbols, label + left, left.Length > 0);
        }
    }

    private static double Room(string label) => label.Length == 0 ? 0 : (LabelStart + label.Length * LetterWidth) * UnitsPerPixel;
}
