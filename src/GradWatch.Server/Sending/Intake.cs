using System.Collections.Concurrent;
using GradWatch.Observations;
using GradWatch.Storage.Hosting;
using GradWatch.Storage.Runs;

namespace GradWatch.Server.Sending;

/// <summary>The schemas and names of a run. Thread-safe. Each is durable before a batch that needs it is taken.</summary>
internal sealed class Intake(IRunHost host, ServerOptions options) : IDisposable
{
    private const int MostSchemas = 1000;
    private readonly ConcurrentDictionary<SchemaKey, Series[]> _schemas = [];
    private readonly SemaphoreSlim _turn = new(1);

    internal NameTable Names { get; } = new();

    internal int MostValues => options.MostBatchValues;

    /// <summary>The columns of a schema: the writer's own, else the run's; null when it was never named.</summary>
    internal Series[]? Schema(string? writer, uint number) =>
        _schemas.GetValueOrDefault(new SchemaKey(writer, number)) ?? _schemas.GetValueOrDefault(new SchemaKey(null, number));

    internal async Task NameSchemaAsync(string? writer, uint number, Series[] columns, CancellationToken cancel)
    {
        SchemaKey key = new(writer, number);
        await _turn.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            if (_schemas.TryGetValue(key, out Series[]? known))
            {
                if (known.AsSpan().SequenceEqual(columns))
                    return;
                throw new RequestProblemException(
                    409, $"schema {number} has other columns already; take another number, such as a hash of the columns, or name your writer");
            }
            if (_schemas.Count >= MostSchemas)
                throw RequestProblemException.BadRequest($"the run has {MostSchemas} schemas, and no more are kept");
            await host.NoteAsync(OwnEntries.Entry(OwnEntries.Schema, host.Summary, SchemaBytes.Write(key, columns)), cancel).ConfigureAwait(false);
            _schemas[key] = columns;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Decides what names that came for the first time mean.</summary>
    internal async Task LearnAsync(IReadOnlyList<string> names, CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            NameDecisions decisions = Names.Decide(names);
            if (decisions.Payload is { } payload)
                await host.NoteAsync(OwnEntries.Entry(OwnEntries.Naming, host.Summary, payload), cancel).ConfigureAwait(false);
            Names.Take(decisions);
        }
        finally
        {
            _turn.Release();
        }
    }

    internal void Restore(RunEntry entry)
    {
        if (entry.Kind == OwnEntries.Naming)
        {
            Names.Restore(entry.Payload.Span);
            return;
        }
        (SchemaKey key, Series[] columns) = SchemaBytes.Read(entry.Payload.Span);
        _schemas[key] = columns;
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();
}
