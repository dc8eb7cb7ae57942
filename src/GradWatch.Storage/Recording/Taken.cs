using GradWatch.Diagnosis.Origins;
using GradWatch.Guard;
using GradWatch.Observations;
using GradWatch.Storage.Hosting;
using GradWatch.Storage.Runs;

namespace GradWatch.Storage.Recording;

/// <summary>What was taken of a recording to be written, and how far the writing has come.</summary>
internal sealed class Taken
{
    // So that a batch after a long outage is no burden for the store.
    private const int MostValues = 250_000;

    private readonly StepRows _part = new();
    private int _next;

    internal StepRows Rows { get; set; } = new();

    /// <summary>All series of the recording so far, by the indices of the rows.</summary>
    internal List<Series> Series { get; } = [];

    internal IReadOnlyList<GuardAction> Actions { get; set; } = [];

    internal IReadOnlyList<NonFiniteOrigin> Origins { get; set; } = [];

    /// <summary>Observations dropped before the first row.</summary>
    internal long Lost { get; set; }

    /// <summary>True when nothing is left to be written.</summary>
    internal bool IsEmpty => _next >= Rows.Count && Actions.Count == 0 && Origins.Count == 0 && Lost == 0;

    /// <summary>Observations not yet written.</summary>
    internal int Left { get; private set; }

    internal void Begin() => (_next, Left) = (0, Rows.Values);

    /// <summary>The next batch. Asked again before <see cref="Done"/>, it is the same.</summary>
    internal RunBatch Next(string writer, long sequence)
    {
        _part.Clear();
        for (int row = _next; row < Rows.Count && (_part.Count == 0 || _part.Values + Rows.SeriesOf(row).Length <= MostValues); row++)
            _part.Append(Rows, row);
        return new RunBatch
        {
            Series = Series, Rows = _part, Writer = writer, Sequence = sequence, Actions = Actions, Origins = Origins, Lost = Lost,
        };
    }

    /// <summary>The batch is written. The number of its observations.</summary>
    internal int Done()
    {
        int values = _part.Values;
        _next += _part.Count;
        Left -= values;
        (Actions, Origins, Lost) = ([], [], 0);
        _part.Clear();
        return values;
    }
}
