using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using GradWatch.Storage;
using GradWatch.Storage.Runs;

namespace GradWatch.Server.Mlflow;

/// <summary>Experiments are no more than a name that runs share. Their number follows from the name, so none need be kept.</summary>
internal sealed class MlflowExperiments(IRunStore store) : IDisposable
{
    internal const string DefaultName = "Default";
    private const int MostKept = 10_000;
    private readonly ConcurrentDictionary<string, string> _byId = new([KeyValuePair.Create("0", DefaultName)], StringComparer.Ordinal);
    private readonly SemaphoreSlim _turn = new(1);
    private bool _read;

    internal static string IdOf(string name) => name == DefaultName ? "0"
        : (BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(name))) % 1_000_000_000_000_000_000UL).ToString(CultureInfo.InvariantCulture);

    /// <summary>The experiment of a run; the default one for a run that did not come by MLflow.</summary>
    internal static string NameOf(RunSummary run) => run.Tags.GetValueOrDefault(MlflowTags.Experiment, DefaultName);

    /// <summary>True when it is new.</summary>
    internal async Task<bool> CreateAsync(string name, CancellationToken cancel)
    {
        await ReadAsync(cancel).ConfigureAwait(false);
        return _byId.Count < MostKept ? _byId.TryAdd(IdOf(name), name) : !_byId.ContainsKey(IdOf(name));
    }

    /// <summary>The name of an experiment; null when there is none.</summary>
    internal async Task<string?> FindAsync(string id, CancellationToken cancel)
    {
        await ReadAsync(cancel).ConfigureAwait(false);
        return _byId.GetValueOrDefault(id);
    }

    internal async Task<IReadOnlyList<string>> AllAsync(CancellationToken cancel)
    {
        await ReadAsync(cancel).ConfigureAwait(false);
        return [.. _byId.Values.Order(StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async Task ReadAsync(CancellationToken cancel)
    {
        if (Volatile.Read(ref _read))
            return;
        await _turn.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            foreach (RunSummary run in await store.ListAsync(new RunFilter { Take = int.MaxValue }, cancel).ConfigureAwait(false))
                _byId.TryAdd(IdOf(NameOf(run)), NameOf(run));
            Volatile.Write(ref _read, true);
        }
        finally
        {
            _turn.Release();
        }
    }
}
