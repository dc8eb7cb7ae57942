using GradWatch.Cli.Terminal;
using GradWatch.Cli.Texts;
using GradWatch.Observations;
using GradWatch.Reports;
using GradWatch.Wording;

namespace GradWatch.Cli.Watch;

/// <summary>Where training is, on the last line of the terminal: step, loss and norm.</summary>
internal sealed class StatusLine(TextWriter output, Language language, Func<int> width)
{
    private const int Columns = 32;
    private const int LongestName = 24;
    private const int UsualWidth = 80;
    private bool _shown;

    internal void Show(RunRecord record, RunDescription run)
    {
        string text = Compose(record, run);
        int fits = (width() is > 0 and var known ? known : UsualWidth) - 1;
        output.Write("\r\u001b[K" + (text.Length > fits ? text[..fits] : text));
        output.Flush();
        _shown = true;
    }

    internal void Clear()
    {
        if (!_shown)
            return;
        output.Write("\r\u001b[K");
        output.Flush();
        _shown = false;
    }

    internal string Compose(RunRecord record, RunDescription run)
    {
        SeriesTrace? loss = record.Find(Quantity.Loss), norm = record.Find(Quantity.GradNorm);
        string text = $"{Fitting.End(run.Source, LongestName)}  {CliTexts.Format(language, "report.step", record.LastStep)}";
        if (loss is not null)
            text += $"  loss {Figures.Format(loss.Last),-7}";
        if (norm is not null)
            text += $"  grad_norm {Figures.Format(norm.Last),-7} {Line(norm, record)}";
        else if (loss is not null)
            text += $" {Line(loss, record)}";
        return text;
    }

    private static string Line(SeriesTrace trace, RunRecord record) =>
        Sparkline.Of(trace, record.FirstStep, record.LastStep, Math.Min(Columns, trace.Bins.Length));
}
