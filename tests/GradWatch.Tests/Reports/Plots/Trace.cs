using GradWatch.Observations;
using GradWatch.Reports.Plots;

namespace GradWatch.Tests.Reports.Plots;

/// <summary>Traces, records and columns of a few values, one a step unless steps are given.</summary>
internal static class Trace
{
    internal static RunRecord Record(Quantity quantity, IEnumerable<double> values, Func<int, long>? step = null)
    {
        var record = new RunRecord();
        return record.With(new Series(quantity), values, step);
    }

    internal static RunRecord With(this RunRecord record, Series series, IEnumerable<double> values, Func<int, long>? step = null)
    {
        int i = 0;
        foreach (double value in values)
        {
            record.Add(new Observation(step?.Invoke(i) ?? i, series, value));
            i++;
        }
        return record;
    }

    internal static List<Column> Columns(IEnumerable<double> values, int most = 1000, Func<int, long>? step = null)
    {
        RunRecord record = Record(Quantity.GradNorm, values, step);
        var axis = new StepAxis(record);
        return GradWatch.Reports.Plots.Columns.Of(record.Traces[0].Bins, axis.Low, axis.High, most);
    }
}
