using System.Text;
using GradWatch.Observations;
using GradWatch.Wording;

namespace GradWatch.Logs.Tests.Hostile;

/// <summary>What reading and diagnosing a log came to: observations, notes, and what was said to be unreadable. Anything else thrown fails the test.</summary>
internal sealed record Outcome(List<Observation> Observations, List<Sentence> Notes, List<UnreadableLogException> Unreadable, int Runs)
{
    /// <summary>Of a text.</summary>
    public static Outcome Of(string text, string name = "some.log") => Of(Encoding.UTF8.GetBytes(text), name);

    /// <summary>Of bytes, under a name.</summary>
    public static Outcome Of(byte[] bytes, string name = "some.log") => Of(new MemoryStream(bytes, false), name);

    /// <summary>Of a stream, under a name.</summary>
    public static Outcome Of(Stream content, string name = "some.log") => Of(_ => LogReader.Read(name, content));

    /// <summary>Of a file or directory.</summary>
    public static Outcome OfPath(string path) => Of(unreadable => LogReader.Read(path, new ReadingOptions { Unreadable = unreadable }));

    /// <summary>The keys of the notes.</summary>
    public IEnumerable<string> NoteKeys => Notes.Select(note => note.Key);

    /// <summary>The one thing that could not be read.</summary>
    public UnreadableLogException Failure => Unreadable.Single();

    /// <summary>The steps and values of a quantity of the run.</summary>
    public List<(long Step, double Value)> Values(Quantity quantity) =>
        [.. Observations.Where(one => one.Series.Quantity == quantity && one.Series.IsOfRun).Select(one => (one.Step, one.Value))];

    private static Outcome Of(Func<Action<UnreadableLogException>, IEnumerable<LogRun>> read)
    {
        var outcome = new Outcome([], [], [], 0);
        int runs = 0;
        try
        {
            foreach (LogRun run in read(outcome.Unreadable.Add))
            {
                runs++;
                Diagnose(run, outcome);
            }
        }
        catch (UnreadableLogException failure)
        {
            outcome.Unreadable.Add(failure);
        }
        foreach (UnreadableLogException failure in outcome.Unreadable)
            _ = failure.In(Language.English) + failure.In(Language.Russian);
        return outcome with { Runs = runs };
    }

    private static void Diagnose(LogRun run, Outcome outcome)
    {
        var monitor = new TrainingMonitor();
        monitor.Faulted += fault => throw new InvalidOperationException("a detector failed", fault);
        try
        {
            foreach (Observation observation in run.Observations)
            {
                outcome.Observations.Add(observation);
                monitor.Observe(observation);
            }
        }
        catch (UnreadableLogException failure)
        {
            outcome.Unreadable.Add(failure);
        }
        monitor.Complete();
        _ = monitor.Report(run.Description, run.Notes.Sentences).Verdict;
        outcome.Notes.AddRange(run.Notes.Sentences);
        foreach (Sentence note in run.Notes.Sentences)
            _ = note.In(Language.English) + note.In(Language.Russian);
    }
}
