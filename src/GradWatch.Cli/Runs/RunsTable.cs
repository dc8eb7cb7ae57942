using GradWatch.Cli.Terminal;
using GradWatch.Cli.Texts;
using GradWatch.Storage.Runs;
using GradWatch.Wording;
using Spectre.Console;
using WordingTexts = GradWatch.Wording.Texts;

namespace GradWatch.Cli.Runs;

/// <summary>The runs of a store, a line each: verdict, name, worst episode, last loss, largest norm, steps, age, id.</summary>
internal sealed class RunsTable(IAnsiConsole console, Language language, TimeProvider time)
{
    private const int Verdict = 10;
    private const int ShortestName = 12;
    private static readonly string[] Heads = ["worst", "loss", "norm", "steps", "age", "id"];

    private readonly Page _page = new(console);

    internal void Write(IReadOnlyList<RunSummary> runs)
    {
        string[] head = [.. Heads.Select(key => CliTexts.Get(language, "runs.head." + key))];
        string[][] cells = [.. runs.Select(Cells)];
        int[] widths = [.. Enumerable.Range(0, head.Length).Select(i => cells.Max(row => Math.Max(row[i].Length, head[i].Length)))];
        int room = Math.Max(ShortestName, Screen.Columns - Verdict - widths.Sum() - 2 * head.Length);
        string nameHead = CliTexts.Get(language, "runs.head.name");
        int name = Math.Min(room, Math.Max(nameHead.Length, runs.Max(run => run.Name.Length)));
        _page.Line((CliTexts.Get(language, "runs.head.verdict").PadRight(Verdict) + Row(nameHead.PadRight(name), head, widths), Tone.Faint));
        for (int i = 0; i < runs.Count; i++)
        {
            _page.Line(
                (Word(runs[i], language).PadRight(Verdict), RunPage.ToneOf(runs[i])),
                (Row(Fitting.End(runs[i].Name, name).PadRight(name), cells[i], widths), Tone.Plain));
        }
        _page.Line();
        int Count(string verdict) => runs.Count(run => run.Verdict == verdict);
        _page.Paragraph("", Tone.Plain, 0, WordingTexts.Format(
            language, "report.summary.title", [runs.Count, Count("critical"), Count("warning"), Count("healthy")])
            + " " + CliTexts.Get(language, "runs.more"), Tone.Plain);
    }

    internal static string Word(RunSummary run, Language language) => CliTexts.Get(language, "runs.verdict." + run.Verdict);

    private string[] Cells(RunSummary run) =>
    [
        run.WorstDetector is null ? "-" : $"{run.WorstDetector} {Figures.Plain(run.WorstStep ?? 0)}",
        run.LastLoss is { } loss ? Figures.Format(loss) : "-",
        run.LargestNorm is { } norm ? Figures.Format(norm) : "-",
        run.Rows == 0 ? "-" : Figures.Plain(run.LastStep - run.FirstStep + 1),
        Age(time.GetUtcNow() - run.Updated),
        run.Id,
    ];

    // The newest unit alone: 3 d says enough of a run that is three days old.
    private string Age(TimeSpan age) => age switch
    {
        { TotalDays: >= 1 } => Unit("days", age.TotalDays),
        { TotalHours: >= 1 } => Unit("hours", age.TotalHours),
        { TotalMinutes: >= 1 } => Unit("minutes", age.TotalMinutes),
        _ => Unit("seconds", Math.Max(0, age.TotalSeconds)),
    };

    private string Unit(string key, double count) => CliTexts.Format(language, "runs.age." + key, Figures.Plain((long)count));

    private static string Row(string name, string[] cells, int[] widths) =>
        $"{name}  {cells[0].PadRight(widths[0])}  {cells[1].PadLeft(widths[1])}  {cells[2].PadLeft(widths[2])}  "
        + $"{cells[3].PadLeft(widths[3])}  {cells[4].PadLeft(widths[4])}  {cells[5]}";
}
