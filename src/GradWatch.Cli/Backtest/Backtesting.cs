using GradWatch.Cli.Backtest.Judging;
using GradWatch.Cli.Backtest.Labels;
using GradWatch.Cli.Backtest.Rules;
using GradWatch.Cli.Diagnose;
using GradWatch.Logs;
using GradWatch.Observations;
using GradWatch.Wording;

namespace GradWatch.Cli.Backtest;

/// <summary>From paths to judged runs: each log is read once, several at a time, and answered in the order of the paths.</summary>
internal sealed class Backtesting(
    IReadOnlyList<Rule> rules, ReadingOptions reading, LabelFile labels, ReadingProgress? progress, Complaints complaints, Language language,
    CancellationToken cancel)
{
    private const string StandardInput = "-";

    internal IEnumerable<JudgedRun> Of(IReadOnlyList<string> paths, IReadOnlySet<string> labelFiles)
    {
        ReadingOptions telling = reading with { Unreadable = unreadable => complaints.Add(unreadable.In(language)) };
        List<(string Path, LogPart? Part)> parts =
        [
            .. paths.SelectMany(path => path == StandardInput
                ? [(path, (LogPart?)null)]
                : LogReader.Parts(path, telling).Where(part => !labelFiles.Contains(Path.GetFullPath(part.Path))).Select(part => (path, (LogPart?)part))),
        ];
        HashSet<string> empty = [.. paths.Where(Directory.Exists)];
        int done = 0;
        foreach ((string path, Outcome outcome) in InOrder(parts))
        {
            foreach (string complaint in outcome.Complaints)
                complaints.Add(complaint);
            if (outcome.Runs.Count > 0)
                empty.Remove(path);
            foreach (JudgedRun run in outcome.Runs)
                yield return run;
            progress?.Count(++done, parts.Count);
        }
        if (cancel.IsCancellationRequested)
            yield break;
        foreach (string path in paths.Where(empty.Contains))
            complaints.Add(new UnreadableLogException(path, new Sentence("note.read.empty_directory")).In(language));
    }

    private IEnumerable<(string Path, Outcome Outcome)> InOrder(List<(string Path, LogPart? Part)> parts)
    {
        if (parts.Count == 1)
            return [(parts[0].Path, Judge(parts[0].Path, parts[0].Part, alone: true))];
        return parts.AsParallel().AsOrdered().WithMergeOptions(ParallelMergeOptions.NotBuffered)
            .Select(part => (part.Path, Judge(part.Path, part.Part, alone: false))).AsEnumerable();
    }

    private Outcome Judge(string path, LogPart? part, bool alone)
    {
        var outcome = new Outcome([], []);
        if (cancel.IsCancellationRequested)
            return outcome;
        try
        {
            ReadingOptions own = reading with
            {
                Unreadable = unreadable => outcome.Complaints.Add(unreadable.In(language)),
                ReadAhead = alone,
                Progress = alone && progress is not null ? progress.Show : null,
            };
            IEnumerable<LogRun> runs = part?.Read(own) ?? LogReader.Read(path, new InterruptibleStream(Console.OpenStandardInput(), cancel), own);
            foreach (LogRun run in runs.TakeWhile(_ => !cancel.IsCancellationRequested))
                Judge(run, outcome);
        }
        catch (UnreadableLogException unreadable)
        {
            if (!cancel.IsCancellationRequested)
                outcome.Complaints.Add(unreadable.In(language));
        }
        catch (Exception defect)
        {
            outcome.Complaints.Add(Defects.Describe(defect, path, language));
            Defects.ShowStack(defect);
        }
        return outcome;
    }

    // What stands before the damage of a log is judged, as everywhere.
    private void Judge(LogRun run, Outcome outcome)
    {
        var judge = new RunJudge(rules, fault => outcome.Complaints.Add(Defects.Describe(fault, run.Description.Source, language)));
        try
        {
            foreach (Observation observation in run.Observations)
            {
                if (cancel.IsCancellationRequested)
                    break;
                judge.Observe(observation);
            }
        }
        catch (UnreadableLogException unreadable)
        {
            if (!cancel.IsCancellationRequested)
                outcome.Complaints.Add(unreadable.In(language));
        }
        if (judge.Rows > 0)
        {
            outcome.Runs.Add(new JudgedRun(
                run.Description, labels.Of(run.Description.Source), judge.Rows, judge.FirstStep, judge.LastStep, judge.Complete()));
        }
    }

    /// <summary>What came of a part: told on the thread that writes.</summary>
    private sealed record Outcome(List<JudgedRun> Runs, List<string> Complaints);
}
