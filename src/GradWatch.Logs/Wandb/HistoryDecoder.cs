using System.Text;
using Google.Protobuf;

namespace GradWatch.Logs.Wandb;

/// <summary>Takes the numbers out of one step that was logged.</summary>
internal sealed class HistoryDecoder(KeyTable keys)
{
    private static readonly MessageParser<LoggedRecord> Parser = LoggedRecord.Parser.WithDiscardUnknownFields(true);
    private readonly ObjectValue _objects = new(keys);

    /// <summary>Adds the values of a record to a row and sets its step; false when the record is malformed.</summary>
    public bool TryDecode(ReadOnlySpan<byte> message, LogRow row)
    {
        HistoryRecord? history;
        try
        {
            history = Parser.ParseFrom(message).History;
        }
        catch (InvalidProtocolBufferException)
        {
            return false;
        }
        if (history is null)
            return true;
        if (history.Step is not null)
            row.Step = history.Step.Num;
        foreach (HistoryItem item in history.Item)
            Add(row, item);
        return true;
    }

    private void Add(LogRow row, HistoryItem item)
    {
        ReadOnlySpan<byte> value = item.ValueJson.Span;
        if (item.NestedKey.Count > 1)
            Add(row, Encoding.UTF8.GetBytes(string.Join('.', item.NestedKey.Select(part => part.ToStringUtf8()))), value);
        else
            AddNamed(row, item.NestedKey.Count == 1 ? item.NestedKey[0].Span : item.Key.Span, value);
    }

    private void AddNamed(LogRow row, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (!name.SequenceEqual("_step"u8))
            Add(row, name, value);
        else if (PythonFloat.TryParse(value, out double step) && double.IsFinite(step))
            row.Step = (long)step;
    }

    private void Add(LogRow row, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (PythonFloat.TryParse(value, out double number))
            row.Add(keys.Intern(name), number);
        else if (!value.IsEmpty && value[0] == '{')
            _objects.Add(row, Encoding.UTF8.GetString(name), Encoding.UTF8.GetString(value));
    }
}
