using GradWatch.Storage.Recording;
using GradWatch.Storage.Runs;

namespace GradWatch.TorchSharp;

public sealed partial class WatchOptions
{
    /// <summary>Makes the recorder; null when the run is not kept.</summary>
    internal Func<WatchOptions, RunRecorder>? Recorder { get; private set; }

    /// <summary>Keeps the run in a store, where <c>gradwatch runs</c> and <c>gradwatch serve</c> find it. docs/runs.md.</summary>
    /// <param name="place">A folder, or <c>postgres://user:password@host/database</c>; null for <c>.gradwatch</c> in the current directory.</param>
    /// <param name="name">What the run is called; <see cref="Name"/> when null.</param>
    /// <param name="tags">Names and values to find it by: model, optimizer, data.</param>
    /// <param name="options">How often it is written, and how much is kept while the store cannot be.</param>
    /// <remarks>The training neither waits for the store nor sees its faults: they are told to <see cref="TrainingWatch.Faulted"/> at the next step.</remarks>
    public WatchOptions Record(
        string? place = null, string? name = null, IReadOnlyDictionary<string, string>? tags = null, RecordingOptions? options = null)
    {
        Recorder = watch => RunRecorder.Open(place, new RunStart
        {
            Id = RunIds.New(), Name = name ?? watch.Name, Format = "torchsharp", Tags = tags ?? new Dictionary<string, string>(),
            Source = $"{Environment.MachineName}:{Path.GetFileNameWithoutExtension(Environment.ProcessPath)}",
        }, options);
        return this;
    }
}
