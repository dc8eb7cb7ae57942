namespace GradWatch.Logs.PyTorch;

/// <summary>The stack and memo of an unpickler. Whatever a damaged pickle does to them ends in <see cref="InvalidDataException"/>.</summary>
internal sealed class PickleStack
{
    private static readonly object MarkItem = new();

    private readonly List<object?> _items = [];
    private readonly Dictionary<long, object?> _memo = [];

    internal object? Top => _items.Count > 0 && _items[^1] != MarkItem ? _items[^1] : throw new InvalidDataException("stack");

    internal void Push(object? item) => _items.Add(item);

    internal void Mark() => _items.Add(MarkItem);

    internal object? Pop()
    {
        object? top = Top;
        _items.RemoveAt(_items.Count - 1);
        return top;
    }

    internal T Pop<T>() => Pop() is T item ? item : throw new InvalidDataException("type");

    /// <summary>Takes off a mark alone, or an item.</summary>
    internal void Discard()
    {
        if (_items.Count == 0)
            throw new InvalidDataException("stack");
        _items.RemoveAt(_items.Count - 1);
    }

    /// <summary>Takes off everything down to the last mark.</summary>
    internal object?[] PopToMark()
    {
        int mark = _items.LastIndexOf(MarkItem);
        if (mark < 0)
            throw new InvalidDataException("mark");
        object?[] items = [.. _items.Skip(mark + 1)];
        _items.RemoveRange(mark, _items.Count - mark);
        return items;
    }

    /// <summary>So many items, the last pushed last.</summary>
    internal object?[] Pop(int count)
    {
        object?[] items = new object?[count];
        for (int i = count - 1; i >= 0; i--)
            items[i] = Pop();
        return items;
    }

    internal void Remember(long key) => _memo[key] = Top;

    internal void Remember() => _memo[_memo.Count] = Top;

    internal void Recall(long key) => Push(_memo.TryGetValue(key, out object? item) ? item : throw new InvalidDataException("memo"));
}
