using GradWatch.Observations;

namespace GradWatch.Reports.Plots;

/// <summary>One plot of the stack: a series of the whole run with its axis.</summary>
internal sealed class Strip
{
    /// <summary>A strip of a trace.</summary>
    public Strip(SeriesTrace trace, StripStyle style, StepAxis steps, int mostColumns)
    {
        Series = trace.Series;
        Style = style;
        Steps = steps;
        Columns = Plots.Columns.Of(trace.Bins, steps.Low, steps.High, mostColumns);
        Values = ValueAxis.For(Columns, style.Height, style.Log, style.Include);
    }

    /// <summary>What is drawn.</summary>
    public Series Series { get; }

    /// <summary>How it is drawn.</summary>
    public StripStyle Style { get; }

    /// <summary>The axis that all strips of a run have in common.</summary>
    public StepAxis Steps { get; }

    /// <summary>What the plot shows, in the order of the log.</summary>
    public List<Column> Columns { get; }

    /// <summary>The vertical axis.</summary>
    public ValueAxis Values { get; }
}
