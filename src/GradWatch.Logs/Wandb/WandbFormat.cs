using GradWatch.Wording;

namespace GradWatch.Logs.Wandb;

/// <summary>Run files of Weights &amp; Biases (<c>run-….wandb</c>), which its client keeps on disk also when offline. One row
/// a logged step.</summary>
/// <remarks>
/// Keys are the names given to <c>wandb.log</c>; those of nested dictionaries are joined with a dot. A histogram gives
/// <c>name#l2</c> and <c>name#max</c>, norms estimated from its buckets. Text, media and tables give nothing.
/// </remarks>
public sealed class WandbFormat : ILogFormat
{
    private const string Id = "wandb";

    private static ReadOnlySpan<byte> Mark => ":W&B"u8;

    /// <inheritdoc/>
    public string? Recognise(LogHead head)
    {
        bool isNamedSo = Path.GetExtension(head.Path.AsSpan()).SequenceEqual(".wandb");
        return head.Span.StartsWith(Mark) || (isNamedSo && (head.Bytes.IsEmpty || head.Span.Contains((byte)0))) ? Id : null;
    }

    /// <inheritdoc/>
    public IEnumerable<LogRow> Read(LogInput input)
    {
        var blocks = new RecordBlocks(input.Content);
        CheckHeader(blocks, input.Path);
        var decoder = new HistoryDecoder(input.Keys);
        var row = new LogRow();
        bool hasRows = false;
        long? firstDamaged = null;
        for (RecordKind kind = blocks.Next(); kind != RecordKind.End; kind = blocks.Next())
        {
            row.Clear(blocks.Offset);
            if (kind == RecordKind.Intact && !decoder.TryDecode(blocks.Data, row))
                kind = RecordKind.Damaged;
            if (kind == RecordKind.Damaged)
                firstDamaged ??= blocks.Offset;
            if (kind != RecordKind.Intact)
                input.Notes.Add(NoteOf(kind), blocks.Offset);
            if (kind == RecordKind.Torn)
                break;
            if (kind != RecordKind.Intact || row.Values.IsEmpty)
                continue;
            hasRows = true;
            yield return row;
        }
        if (!hasRows && firstDamaged is { } offset)
            throw new UnreadableLogException(input.Path, new Sentence("note.wandb.all_damaged"), offset: offset);
    }

    private static void CheckHeader(RecordBlocks blocks, string path)
    {
        ReadOnlySpan<byte> header = blocks.ReadFileHeader();
        int compared = Math.Min(header.Length, Mark.Length);
        if (!header[..compared].SequenceEqual(Mark[..compared]))
            throw new UnreadableLogException(path, new Sentence("note.wandb.not_a_log"), offset: 0);
    }

    private static string NoteOf(RecordKind kind) => kind switch
    {
        RecordKind.Damaged => "note.wandb.damaged",
        RecordKind.Oversized => "note.wandb.oversized",
        _ => "note.wandb.torn",
    };
}
