using GradWatch.Logs;
using GradWatch.Observations;

namespace GradWatch.DetectionBench.Recordings;

/// <summary>A run as read, with the truth about it; loss and norm also row by row, for the rules of other systems.</summary>
internal sealed record RecordedRun(LabelledRun Truth, IReadOnlyList<RunPart> Parts, string? Error = null)
{
    private IReadOnlyList<Row>? _rows;

    internal IReadOnlyList<Row> Rows => _rows ??= Row.Of(Parts.SelectMany(part => part.Observations));

    /// <summary>The first step at which an alarm counts: in a generated run nothing is wrong before the onset; a label may be late.</summary>
    internal long Earliest => Truth.IsSynthetic ? Truth.FirstBadStep ?? long.MinValue : long.MinValue;

    /// <summary>Whether an alarm at this step is in time: the labelled step plus five percent of the run, at least two steps.</summary>
    internal bool InTime(long? alarm)
    {
        if (alarm is not { } step)
            return false;
        if (Truth.FirstBadStep is not { } bad)
            return true;
        long length = Rows.Count == 0 ? 0 : Rows[^1].Step - Rows[0].Step;
        return step <= (Truth.Deadline ?? bad + Math.Max(2, (long)Math.Ceiling(0.05 * length)));
    }

    /// <summary>Whether an alarm at this step is at most two rows late.</summary>
    internal bool IsSoon(long? alarm)
    {
        if (alarm is not { } step)
            return false;
        if (Truth.FirstBadStep is not { } bad)
            return true;
        List<long> after = [.. Rows.Select(row => row.Step).Where(at => at >= bad).Distinct().Take(3)];
        return step <= (after.Count == 0 ? bad : after[^1]);
    }

    internal static RecordedRun Read(LabelledRun truth)
    {
        List<RunPart> parts = [];
        try
        {
            foreach (LogRun run in LogReader.Read(truth.Path))
            {
                IReadOnlyList<Observation> observations = [.. run.Observations];
                parts.Add(new RunPart(run.Description, run.Notes.Sentences, observations));
            }
            return new RecordedRun(truth, parts);
        }
        catch (UnreadableLogException unreadable)
        {
            return new RecordedRun(truth, parts, unreadable.Message);
        }
    }
}
