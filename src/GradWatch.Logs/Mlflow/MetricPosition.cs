namespace GradWatch.Logs.Mlflow;

/// <summary>Where the value in hand of a metric belongs among those of the other metrics.</summary>
/// <param name="Round">How often the steps of the metric have repeated or gone back so far.</param>
/// <param name="Step">The step.</param>
/// <param name="Metric">The metric's number: values of one step come in the order of names.</param>
internal readonly record struct MetricPosition(int Round, long Step, int Metric) : IComparable<MetricPosition>
{
    /// <inheritdoc/>
    public int CompareTo(MetricPosition other) =>
        Round != other.Round ? Round.CompareTo(other.Round)
        : Step != other.Step ? Step.CompareTo(other.Step)
        : Metric.CompareTo(other.Metric);
}
