using System.Text;
using GradWatch.Cli;
using GradWatch.Cli.Charts;
using GradWatch.Cli.Terminal;
using GradWatch.Demo.Charts;
using GradWatch.Demo.Experiments;
using GradWatch.Demo.Terminal;
using GradWatch.Demo.Texts;
using GradWatch.Reports;
using GradWatch.Wording;
using Spectre.Console;
using TorchSharp;

namespace GradWatch.Demo;

/// <summary>Trainings that explode, what GradWatch says of them, and the same trainings with the measures against it.</summary>
internal sealed class DemoProgram(DemoOptions options, TextWriter output)
{
    /// <summary>Exit status where libtorch does not load: nothing was trained.</summary>
    internal const int NoLibTorch = 3;

    private readonly IAnsiConsole _console = Screen.Open(output, false);
    private readonly Expectations _expectations = new();

    internal int Run()
    {
        if (WhyNoLibTorch() is { } reason)
        {
            Console.Error.WriteLine(DemoTexts.Format(options.Language, "no_libtorch", reason));
            return NoLibTorch;
        }
        // Before a minute of training, not after it.
        try
        {
            Directory.CreateDirectory(options.Folder);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(DemoTexts.Format(options.Language, "no_folder", options.Folder, fault.Message));
            return ExitStatus.Unusable;
        }
        var page = new Page(_console);
        page.Paragraph("", Tone.Plain, 0, Text("intro", Chapters.All.Length), Tone.Plain);
        page.Paragraph("", Tone.Plain, 0, Text("intro.line", Live.LeastDecade, Live.GreatestDecade), Tone.Faint);
        List<Told> told = Train(page);
        new MeasureTable(page, options.Language).Write(told);
        Write(told);
        return Conclude(page);
    }

    private List<Told> Train(Page page)
    {
        var trainer = new Trainer(options.Seed, new Live(_console, output, options.Language));
        List<Told> told = [];
        Chapter[] chapters = Chapters.All;
        for (int i = 0; i < chapters.Length; i++)
        {
            Chapter chapter = chapters[i];
            if (options.Chapter is { } one && one != i + 1)
                continue;
            page.Line();
            page.Paragraph($"{Figures.Plain(i + 1)}", Tone.Strong, 3, chapter.In(options.Language), Tone.Strong);
            Outcome before = trainer.Run(chapter.Untreated);
            if (told.Count == 0)
            {
                // The first one in full: what a user would read of his own run.
                page.Line();
                new ConsoleReport(_console, options.Language, "torchsharp").Write(before.Report);
            }
            _expectations.Untreated(chapter, before);
            foreach (Measure measure in chapter.Measures)
            {
                Outcome after = trainer.Run(measure.Treated);
                _expectations.Treated(measure, before, after);
                told.Add(new Told(chapter, before, measure, after));
            }
        }
        return told;
    }

    private void Write(List<Told> told)
    {
        List<Report> reports = [.. told.SelectMany(one => new[] { one.Before.Report, one.After.Report }).Distinct()];
        WholeFile.Write(PathOf("report.html"), stream =>
        {
            using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true);
            HtmlReport.Write(reports, writer, options.Language);
        });
        WholeFile.Write(PathOf("measures.png"), stream => MeasuresChart.Write(told, stream, options.Language));
        WholeFile.Write(PathOf("first.png"), stream => ChartFile.Write([reports[0]], stream, options.Language));
    }

    private int Conclude(Page page)
    {
        page.Line();
        foreach ((string file, string key) in new[] { ("report.html", "file.report"), ("measures.png", "file.measures"), ("first.png", "file.first") })
            page.Line(($"  {Path.GetFullPath(PathOf(file))}", Tone.Strong), ($"   {Text(key)}", Tone.Faint));
        page.Line();
        foreach (Expectation missed in _expectations.Missed)
            Console.Error.WriteLine(Text("missed", missed.In(options.Language)));
        if (_expectations.Missed.Any())
            return ExitStatus.Critical;
        page.Paragraph("", Tone.Plain, 0, Text("held", _expectations.Count), Tone.Healthy);
        return ExitStatus.Calm;
    }

    private string PathOf(string file) => Path.Combine(options.Folder, file);

    private string Text(string key, params object[] arguments) => DemoTexts.Format(options.Language, key, arguments);

    private static string? WhyNoLibTorch()
    {
        try
        {
            torch.manual_seed(0);
            return null;
        }
        catch (Exception fault) when (fault is TypeInitializationException or DllNotFoundException or NotSupportedException)
        {
            return fault.GetBaseException().Message;
        }
    }
}
