namespace GradWatch.Logs.TensorBoard;

/// <summary>Event files of TensorBoard, as TensorFlow, PyTorch, tensorboardX and others write them. One row an event.</summary>
/// <remarks>
/// Keys are the tags. A histogram (of gradients, of weights) gives two values: <c>tag#l2</c>, its L2 norm, and
/// <c>tag#max</c>, its L∞ norm. Exact where the writer stores a sum of squares, else estimated from the buckets.
/// </remarks>
public sealed class TensorBoardFormat : ILogFormat
{
    internal const string Id = "tensorboard";

    /// <inheritdoc/>
    public string? Recognise(LogHead head) => EventFrames.IsHeader(head.Span) || IsNamedSo(head) ? Id : null;

    /// <inheritdoc/>
    public IEnumerable<LogRow> Read(LogInput input)
    {
        var file = new EventFile(input.Path, input.Content, input.Keys, input.Notes);
        while (file.MoveNext())
            yield return file.Row;
    }

    /// <summary>The name serves for a file without a whole first record, or with a damaged one, that is not text.</summary>
    private static bool IsNamedSo(LogHead head) =>
        Path.GetFileName(head.Path).Contains("tfevents", StringComparison.Ordinal)
        && (head.Bytes.IsEmpty || head.Span.Contains((byte)0));
}
