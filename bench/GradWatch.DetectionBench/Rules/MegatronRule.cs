namespace GradWatch.DetectionBench.Rules;

/// <summary>Megatron-LM: at least 10 times the largest of the first 100 samples, for loss and norm; and its NaN/Inf check.</summary>
internal sealed class MegatronRule : IRule
{
    private const double Factor = 10;
    private const int Samples = 100;

    public string Name => "Megatron 10×";

    public long? FirstAlarm(IReadOnlyList<Row> rows) => Rule.Earliest(First(rows, row => row.Loss), First(rows, row => row.Norm));

    private static long? First(IReadOnlyList<Row> rows, Func<Row, double?> pick)
    {
        double largest = 0;
        int seen = 0;
        foreach (Row row in rows)
        {
            if (pick(row) is not { } value)
                continue;
            if (!double.IsFinite(value))
                return row.Step;
            if (seen++ < Samples)
                largest = Math.Max(largest, Math.Abs(value));
            else if (Math.Abs(value) >= Factor * largest)
                return row.Step;
        }
        return null;
    }
}
