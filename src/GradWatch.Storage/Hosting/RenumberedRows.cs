using GradWatch.Observations;
using GradWatch.Storage.Runs;

namespace GradWatch.Storage.Hosting;

/// <summary>The rows of a batch by the run's own indices; series beyond the limit are left out and counted.</summary>
internal sealed record RenumberedRows(StepRows Rows, IReadOnlyList<SeriesEntry> NewSeries, int Refused)
{
    private const int LeftOut = -1;

    internal static RenumberedRows Of(RunBatch batch, SeriesIndex known, RefusedSeries leftOut, int limit)
    {
        int[] indices = new int[batch.Series.Count];
        List<SeriesEntry> added = [];
        int refused = 0;
        for (int i = 0; i < indices.Length; i++)
        {
            Series series = batch.Series[i];
            if (known.TryFind(series, out indices[i]))
                continue;
            if (known.Count >= limit)
            {
                indices[i] = LeftOut;
                leftOut.Add(series);
                refused++;
                continue;
            }
            indices[i] = known.Add(series);
            added.Add(new SeriesEntry(indices[i], series));
        }
        return new RenumberedRows(Renumbered(batch.Rows, indices), added, refused);
    }

    private static StepRows Renumbered(StepRows rows, int[] indices)
    {
        StepRows renumbered = new();
        for (int row = 0; row < rows.Count; row++)
        {
            renumbered.Begin(rows.Steps[row]);
            ReadOnlySpan<int> series = rows.SeriesOf(row);
            ReadOnlySpan<double> values = rows.ValuesOf(row);
            for (int i = 0; i < series.Length; i++)
            {
                if (indices[series[i]] != LeftOut)
                    renumbered.Add(indices[series[i]], values[i]);
            }
        }
        return renumbered;
    }
}
