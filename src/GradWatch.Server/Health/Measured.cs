using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace GradWatch.Server.Health;

/// <summary>What came of an instrument so far.</summary>
internal abstract class Measured
{
    internal static Measured For(Instrument instrument) => instrument.GetType().Name switch
    {
        "Histogram`1" => new Distribution(),
        "Counter`1" or "UpDownCounter`1" => new Sum(),
        _ => new Last(),
    };

    internal abstract void Take(double value);

    internal abstract void Write(StringBuilder text, string name, string labels);

    private static void Line(StringBuilder text, string name, string labels, double value) =>
        text.Append(name).Append(labels.Length > 0 ? "{" + labels + "}" : "").Append(' ').Append(value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');

    private sealed class Sum : Measured
    {
        private double _sum;

        internal override void Take(double value)
        {
            double before;
            do
                before = Volatile.Read(ref _sum);
            while (Interlocked.CompareExchange(ref _sum, before + value, before) != before);
        }

        internal override void Write(StringBuilder text, string name, string labels) => Line(text, name, labels, Volatile.Read(ref _sum));
    }

    // Observed instruments tell their whole value each time.
    private sealed class Last : Measured
    {
        private double _value;

        internal override void Take(double value) => Volatile.Write(ref _value, value);

        internal override void Write(StringBuilder text, string name, string labels) => Line(text, name, labels, Volatile.Read(ref _value));
    }

    private sealed class Distribution : Measured
    {
        private static readonly double[] Bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
        private readonly long[] _counts = new long[Bounds.Length + 1];
        private readonly Sum _sum = new();

        internal override void Take(double value)
        {
            int bound = 0;
            while (bound < Bounds.Length && value > Bounds[bound])
                bound++;
            Interlocked.Increment(ref _counts[bound]);
            _sum.Take(value);
        }

        internal override void Write(StringBuilder text, string name, string labels)
        {
            long count = 0;
            string before = labels.Length > 0 ? labels + "," : "";
            for (int i = 0; i <= Bounds.Length; i++)
            {
                count += Volatile.Read(ref _counts[i]);
                string bound = i < Bounds.Length ? Bounds[i].ToString(CultureInfo.InvariantCulture) : "+Inf";
                Line(text, name + "_bucket", $"{before}le=\"{bound}\"", count);
            }
            _sum.Write(text, name + "_sum", labels);
            Line(text, name + "_count", labels, count);
        }
    }
}
