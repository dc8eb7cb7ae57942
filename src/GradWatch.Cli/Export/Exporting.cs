using System.Globalization;
using GradWatch.Cli.Diagnose;
using GradWatch.Cli.Texts;
using GradWatch.Storage;
using GradWatch.Storage.Runs;
using GradWatch.Wording;

namespace GradWatch.Cli.Export;

/// <summary>One pass over a run's rows, into one file or several.</summary>
internal sealed class Exporting(IRunLog log, RunSummary run, Language language)
{
    private const int IdInName = 8;

    /// <summary>The target of an option; nothing where it was not given.</summary>
    internal IEnumerable<ExportTarget> Target(string? given, ExportFormat format)
    {
        if (given is null)
            return [];
        if (format != ExportFormat.TensorBoard)
            return [new ExportTarget(given, format)];
        // A directory of logs has a directory for each run.
        string name = string.Concat(run.Name.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-' ? letter : '_')).TrimStart('.');
        string file = string.Create(CultureInfo.InvariantCulture, $"events.out.tfevents.{run.Created.ToUnixTimeSeconds()}.gradwatch");
        return [new ExportTarget(Path.Combine(given, $"{name}-{run.Id[..Math.Min(IdInName, run.Id.Length)]}", file), format)];
    }

    internal async Task<int> RunAsync(IReadOnlyList<ExportTarget> targets, CancellationToken cancel)
    {
        using var progress = ReadingProgress.OnTerminal(language);
        var complaints = new Complaints(Console.Error, progress);
        try
        {
            await WriteAsync(targets, progress, cancel).ConfigureAwait(false);
            foreach (ExportTarget target in targets)
            {
                target.Finish();
                complaints.Note(CliTexts.Format(language, "done.exported", target.Path, run.Rows, run.Observations, run.Series));
            }
            return ExitStatus.Calm;
        }
        catch (Exception failure) when (failure is IOException and not StoreUnavailableException or UnauthorizedAccessException or ArgumentException)
        {
            if (targets.Any(target => target.Path == ExportTarget.StandardOutput) && CommandLine.IsClosedPipe(failure))
                throw;
            complaints.Add(CliTexts.Format(language, "error.write", string.Join(", ", targets.Select(target => target.Path)), failure.Message));
            return ExitStatus.Unusable;
        }
        finally
        {
            foreach (ExportTarget target in targets)
                target.GiveUp();
        }
    }

    private async Task WriteAsync(IReadOnlyList<ExportTarget> targets, ReadingProgress? progress, CancellationToken cancel)
    {
        IReadOnlyList<SeriesEntry> series = await log.SeriesAsync(run.Id, cancel).ConfigureAwait(false);
        string[] names = ExportedNames.Of(series);
        List<IRunExport> exports = [];
        try
        {
            foreach (ExportTarget target in targets)
                exports.Add(await OpenAsync(target, names, cancel).ConfigureAwait(false));
            long done = 0;
            await foreach (StepRows rows in log.RowsAsync(run.Id, 0, cancel).ConfigureAwait(false))
            {
                foreach (IRunExport export in exports)
                    await export.WriteAsync(rows, cancel).ConfigureAwait(false);
                progress?.Rows(done += rows.Count, run.Rows);
            }
        }
        finally
        {
            foreach (IRunExport export in exports)
                await export.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task<IRunExport> OpenAsync(ExportTarget target, string[] names, CancellationToken cancel) => target.Format switch
    {
        ExportFormat.Csv => new CsvExport(target.Open(), names),
        ExportFormat.JsonLines => new JsonLinesExport(target.Open(), names),
        ExportFormat.Parquet => new ParquetExport(target.Open(), names),
        _ => new EventFileExport(target.Open(), names, await DoublesAsync(names.Length, cancel).ConfigureAwait(false), run.Created),
    };

    private async Task<bool[]> DoublesAsync(int series, CancellationToken cancel)
    {
        bool[] doubles = new bool[series];
        foreach (SeriesBins bins in await log.BinsAsync(run.Id, [.. Enumerable.Range(0, series)], StepRange.All, 1, cancel).ConfigureAwait(false))
            doubles[bins.Index] = bins.Bins.Any(bin => EventFileExport.NeedsDoubles(bin.Min, bin.Max));
        return doubles;
    }
}
