namespace GradWatch.Reports.Plots;

/// <summary>Places the letters of episodes in a row: each at the start of its episode, pushed aside where letters would overlap.</summary>
internal static class TagLayout
{
    /// <summary>Width of a letter and its distance, in px.</summary>
    public const double Width = 16;

    /// <summary>A letter farther than this from its episode would point at another: it is left out. In px.</summary>
    private const double Farthest = 120;

    /// <summary>Where letters stand, in px; NaN for one that is left out.</summary>
    /// <param name="starts">Where their episodes begin, ascending, in px.</param>
    /// <param name="width">Width of the row in px.</param>
    public static double[] Place(IReadOnlyList<double> starts, double width)
    {
        double[] places = [.. starts];
        double right = double.NegativeInfinity;
        for (int i = 0; i < places.Length; i++)
        {
            double place = Math.Max(places[i], right);
            places[i] = place - starts[i] <= Farthest ? place : double.NaN;
            right = double.IsNaN(places[i]) ? right : place + Width;
        }
        double most = width - Width;
        for (int i = places.Length - 1; i >= 0; i--)
        {
            if (double.IsNaN(places[i]))
                continue;
            double place = Math.Min(places[i], most);
            places[i] = place >= 0 && starts[i] - place <= Farthest ? place : double.NaN;
            most = double.IsNaN(places[i]) ? most : place - Width;
        }
        return places;
    }
}
