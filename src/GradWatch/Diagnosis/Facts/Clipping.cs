using GradWatch.Observations;

namespace GradWatch.Diagnosis.Facts;

/// <summary>How often the gradient was clipped.</summary>
/// <param name="Share">Share of the rows in which it was; 0 when nothing is known of clipping.</param>
/// <param name="Skipped">Rows whose step was skipped.</param>
/// <param name="First">The coefficient of the first row; 1 when unknown.</param>
internal sealed record Clipping(double Share, int Skipped, double First)
{
    internal static Clipping Of(RunRecord record)
    {
        IReadOnlyList<Reading> rows = Reading.Of(record.Find(Quantity.ClipCoefficient));
        if (rows.Count == 0)
            return new Clipping(0, 0, 1);
        return new Clipping(
            rows.Count(row => row.Value is > 0 and < 1) / (double)rows.Count, rows.Count(row => row.Value == 0),
            double.IsFinite(rows[0].Value) && rows[0].Value > 0 ? rows[0].Value : 1);
    }
}
