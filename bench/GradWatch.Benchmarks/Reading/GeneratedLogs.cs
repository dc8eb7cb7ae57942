using System.Globalization;
using System.Text;

namespace GradWatch.Benchmarks.Reading;

/// <summary>Logs of healthy runs, of any size: a loss that falls, norms that scatter by a third.</summary>
internal static class GeneratedLogs
{
    private const int DistinctValues = 9973;

    /// <summary>The kinds, with the names of the files they are written to.</summary>
    public static readonly (string Kind, string File)[] Kinds =
        [("json-lines", "log.jsonl"), ("event-file", "events.out.tfevents.bench"), ("console", "train.log"), ("csv", "metrics.csv")];

    /// <summary>Writes a log of so many bytes.</summary>
    public static void Write(string kind, string path, long length)
    {
        using FileStream file = File.Create(path, 1 << 20);
        switch (kind)
        {
            case "event-file":
                new EventFileWriter(file).Write(length);
                break;
            case "csv":
                file.Write("step,epoch,loss,grad_norm,lr,tokens_per_second\n"u8);
                WriteRows(file, length, (step, v) => string.Create(CultureInfo.InvariantCulture,
                    $"{step},{step / 1000.0:F3},{v.Loss},{v.Norm},{v.Rate},{v.Speed}\n"));
                break;
            case "console":
                WriteRows(file, length, (step, v) => string.Create(CultureInfo.InvariantCulture,
                    $"2026-05-01 12:00:00,123 INFO trainer: step {step}/9999999 | epoch {step / 1000.0:F3} | loss: {v.Loss:F6} | grad_norm: {v.Norm:F4} | lr: {v.Rate:E4} | tok/s {v.Speed:F0}\n"));
                break;
            default:
                WriteRows(file, length, (step, v) => string.Create(CultureInfo.InvariantCulture,
                    $"{{\"loss\": {v.Loss}, \"grad_norm\": {v.Norm}, \"learning_rate\": {v.Rate}, \"epoch\": {step / 1000.0:F3}, \"step\": {step}, \"_runtime\": {step * 0.25}, \"_timestamp\": 1714560000.25, \"tokens_per_second\": {v.Speed}, \"gpu_memory_gb\": 61.25}}\n"));
                break;
        }
    }

    private static void WriteRows(FileStream file, long length, Func<long, (double Loss, double Norm, double Rate, double Speed), string> row)
    {
        (double Loss, double Norm, double Speed)[] values = Values();
        byte[] bytes = new byte[1024];
        for (long step = 0, written = 0; written < length; step++)
        {
            (double loss, double norm, double speed) = values[step % DistinctValues];
            string text = row(step, (2 + (3 / (1 + (step / 1000.0))) + loss, norm, 1e-4 / (1 + (step / 1e6)), speed));
            int count = Encoding.UTF8.GetBytes(text, bytes);
            file.Write(bytes, 0, count);
            written += count;
        }
    }

    private static (double Loss, double Norm, double Speed)[] Values()
    {
        var random = new Random(1);
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        return [.. Enumerable.Range(0, DistinctValues).Select(_ => (0.05 * Normal(), 0.5 * Math.Exp(0.3 * Normal()), 40_000 + (500 * Normal())))];
    }
}
