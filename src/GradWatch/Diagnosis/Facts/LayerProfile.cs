using GradWatch.Observations;

namespace GradWatch.Diagnosis.Facts;

/// <summary>The gradient norms of all layers at one step, in depth order, input first.</summary>
internal sealed record LayerProfile
{
    private const int LeastLayers = 4;
    private const double LeastFit = 0.7;

    /// <summary>The step it is of.</summary>
    internal required long Step { get; init; }

    /// <summary>The layers.</summary>
    internal required IReadOnlyList<Layer> Layers { get; init; }

    /// <summary>Decades a layer by which the norm grows towards the input; negative when it shrinks; 0 when it is no progression.</summary>
    internal required double DecadesPerLayer { get; init; }

    /// <summary>Decades over all layers, always positive.</summary>
    internal double Decades => Math.Abs(DecadesPerLayer) * Math.Max(0, Layers.Count - 1);

    /// <summary>The profile at the row next to a step that has a finite norm for most tensors; null when tensors were not logged.</summary>
    internal static LayerProfile? At(RunRecord record, long step)
    {
        List<(string Tensor, Reading Reading)> norms = [];
        foreach (SeriesTrace trace in record.OfTensors(Quantity.GradNorm))
        {
            IReadOnlyList<Reading> finite = [.. Reading.Of(trace).Where(reading => double.IsFinite(reading.Value))];
            if (finite.Count > 0)
                norms.Add((trace.Series.Tensor!, finite.LastOrDefault(reading => reading.Step <= step, finite[0])));
        }
        if (norms.Count < 2)
            return null;
        List<Layer> layers = [.. norms.GroupBy(norm => Layer.ModuleOf(norm.Tensor)).Select(module => new Layer(
            module.Key, Largest(module.Where(norm => !Layer.IsBias(norm.Tensor))), Largest(module.Where(norm => Layer.IsBias(norm.Tensor)))))];
        // With ReLU all weights of a network have equal norms, however it amplifies: the biases carry what travels back.
        double weights = Slope([.. layers.Select(layer => layer.Weight)]), biases = Slope([.. layers.Select(layer => layer.Bias)]);
        return new LayerProfile
        {
            Step = norms[0].Reading.Step, Layers = layers, DecadesPerLayer = Math.Abs(biases) > Math.Abs(weights) ? -biases : -weights,
        };
    }

    private static double Largest(IEnumerable<(string Tensor, Reading Reading)> norms) =>
        norms.Select(norm => norm.Reading.Value).DefaultIfEmpty(double.NaN).Max();

    // A straight line through log10 of the norms over the depth, where it explains them; 0 where it does not.
    private static double Slope(List<double> norms)
    {
        List<(double X, double Y)> points = [.. norms.Select((norm, i) => ((double)i, Math.Log10(norm))).Where(point => double.IsFinite(point.Item2))];
        if (points.Count < LeastLayers)
            return 0;
        double x = points.Average(point => point.X), y = points.Average(point => point.Y);
        double xx = points.Sum(point => (point.X - x) * (point.X - x)), xy = points.Sum(point => (point.X - x) * (point.Y - y));
        double yy = points.Sum(point => (point.Y - y) * (point.Y - y));
        return yy > 0 && xy * xy / (xx * yy) >= LeastFit ? xy / xx : 0;
    }
}
