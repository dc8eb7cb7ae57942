namespace GradWatch.DetectionBench.Rules.Losses;

/// <summary>dlib's trainer: since the last sync the loss rises with a probability above 0.99, all of it or without its top tenth.</summary>
/// <remarks>A least-squares line through at least 30 losses, asked at each sync. It syncs by the clock; here every 50 rows. A NaN or infinity is an alarm.</remarks>
internal sealed class SlopeRule() : LossRule("dlib slope test")
{
    private const double Probability = 0.99;
    private const int Least = 30;
    private const int SyncEvery = 50;

    protected override Func<double, bool> OfLoss()
    {
        List<double> since = [];
        return loss =>
        {
            since.Add(loss);
            if (since.Count < SyncEvery)
                return false;
            bool alarms = since.Exists(value => !double.IsFinite(value)) || Math.Max(Rising(since), Rising(WithoutTopTenth(since))) > Probability;
            since.Clear();
            return alarms;
        };
    }

    private static List<double> WithoutTopTenth(List<double> values)
    {
        double limit = values.Order().ElementAt((int)(0.9 * (values.Count - 1)));
        return values.FindAll(value => value <= limit);
    }

    /// <summary>The probability that the slope is above 0.</summary>
    private static double Rising(List<double> values)
    {
        int n = values.Count;
        if (n < Least)
            return 0;
        double middle = (n - 1) / 2.0, mean = values.Average(), spread = n * ((double)n * n - 1) / 12;
        double slope = values.Select((value, i) => (i - middle) * (value - mean)).Sum() / spread;
        double rest = values.Select((value, i) => value - mean - slope * (i - middle)).Sum(residual => residual * residual);
        double error = Math.Sqrt(rest / (n - 2) / spread);
        return error == 0 ? (slope > 0 ? 1 : 0) : NormalProbability(slope / error);
    }

    // Abramowitz and Stegun 26.2.17; off by less than 1e-7.
    private static double NormalProbability(double z)
    {
        double t = 1 / (1 + 0.2316419 * Math.Abs(z));
        double series = t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        double above = Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI) * series;
        return z > 0 ? 1 - above : above;
    }
}
