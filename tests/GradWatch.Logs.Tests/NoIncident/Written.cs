using System.Globalization;
using GradWatch.Logs.Tests.TensorBoard;

namespace GradWatch.Logs.Tests.NoIncident;

/// <summary>Runs as the trainers of the field write them.</summary>
internal static class Written
{
    internal static string Csv(IEnumerable<LoggedStep> steps) => "step,loss,grad_norm,lr\n" + string.Concat(
        steps.Select(row => Line($"{row.Step},{row.Loss:G6},{row.Norm:G6},{row.Rate:G6}\n")));

    /// <summary>A line a step; numbers at so many decimals.</summary>
    internal static string Console(IEnumerable<LoggedStep> steps, int decimals = 4)
    {
        string format = $"F{decimals}";
        return string.Concat(steps.Select(row => Line(
            $"step {row.Step} | loss {Python(row.Loss, format)} | grad_norm {Python(row.Norm, format)} | lr {row.Rate:e2}\n")));
    }

    internal static string JsonLines(IEnumerable<LoggedStep> steps) => string.Concat(steps.Select(row => Line(
        $$"""{"step": {{row.Step}}, "loss": {{Python(row.Loss)}}, "grad_norm": {{Python(row.Norm)}}, "lr": {{row.Rate:G6}}}""") + "\n"));

    /// <summary>As the Trainer of Hugging Face saves it; an evaluation every so many rows.</summary>
    internal static string TrainerState(LoggedStep[] steps, int evaluation = 50)
    {
        IEnumerable<string> entries = steps.SelectMany((row, i) => Entries(row, i, (i + 1) % evaluation == 0));
        return $$"""{"best_metric": null, "epoch": 1.0, "global_step": {{steps[^1].Step}}, "log_history": [{{string.Join(",\n", entries)}}]}""";
    }

    internal static byte[] Events(IEnumerable<LoggedStep> steps, string loss = "train/loss", string norm = "train/grad_norm")
    {
        EventWriter writer = new();
        foreach (LoggedStep row in steps)
            writer.Scalar(row.Step, loss, (float)row.Loss).Scalar(row.Step, norm, (float)row.Norm);
        return writer.Bytes;
    }

    /// <summary>A number as Python prints it.</summary>
    internal static string Python(double value, string format = "G6") => double.IsNaN(value) ? "NaN"
        : double.IsInfinity(value) ? (value > 0 ? "Infinity" : "-Infinity")
        : value.ToString(format, CultureInfo.InvariantCulture);

    /// <summary>Text with its numbers as a program writes them, whatever the culture.</summary>
    internal static string Line(FormattableString text) => FormattableString.Invariant(text);

    private static IEnumerable<string> Entries(LoggedStep row, int number, bool evaluates)
    {
        string epoch = Line($"{number / 100.0:F2}");
        yield return Line(
            $$"""{"epoch": {{epoch}}, "grad_norm": {{Python(row.Norm)}}, "learning_rate": {{row.Rate:G6}}, "loss": {{Python(row.Loss)}}, "step": {{row.Step}}}""");
        if (evaluates)
            yield return Line($$"""{"epoch": {{epoch}}, "eval_loss": {{row.Loss * 4:G6}}, "eval_runtime": 31.2, "step": {{row.Step}}}""");
    }
}
