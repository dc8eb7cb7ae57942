using GradWatch.Logs.Checkpoints;

namespace GradWatch.Logs.PyTorch;

/// <summary>Reads a pickle into values and executes nothing: functions and classes are names, and a few names of PyTorch have a meaning.</summary>
/// <remarks>
/// Pickle is a program for a stack machine. Every instruction is carried out except those that call: of them remain the name and the
/// arguments. The number of instructions is bounded, and with it memory and time, whatever the pickle says.
/// </remarks>
internal ref struct Unpickler(ReadOnlySpan<byte> pickle)
{
    // A checkpoint of 50,000 tensors with the two moments of Adam takes about 4 million.
    private const int MostInstructions = 8_000_000;
    private const int MostNames = 1000;
    private const int HighestProtocol = 5;

    private readonly PickleStack _stack = new();
    private readonly Dictionary<string, PickledName> _names = new(StringComparer.Ordinal);
    private PickleBytes _bytes = new(pickle);

    /// <summary>How far the pickle is read: where an error is.</summary>
    internal readonly int Position => _bytes.Position;

    /// <summary>The functions and classes that it names, each once.</summary>
    internal readonly IReadOnlyCollection<PickledName> Names => _names.Values;

    /// <summary>The value. Throws <see cref="InvalidDataException"/> where the pickle is damaged.</summary>
    internal object? Load()
    {
        for (int i = 0; i < MostInstructions; i++)
        {
            var code = (PickleCode)_bytes.U8();
            if (code == PickleCode.Stop)
                return _stack.Pop();
            if (!TryLiteral(code) && !TryCollection(code) && !TryMemo(code))
                Call(code);
        }
        throw new InvalidDataException("instructions");
    }

    private bool TryLiteral(PickleCode code)
    {
        switch (code)
        {
            case PickleCode.None:
                _stack.Push(null);
                return true;
            case PickleCode.True or PickleCode.False:
                _stack.Push(code == PickleCode.True);
                return true;
            case PickleCode.Byte:
                _stack.Push((long)_bytes.U8());
                return true;
            case PickleCode.UInt16:
                _stack.Push((long)_bytes.U16());
                return true;
            case PickleCode.Int32:
                _stack.Push((long)_bytes.I32());
                return true;
            case PickleCode.Long1:
                _stack.Push(_bytes.Integer(_bytes.U8()));
                return true;
            case PickleCode.Long4:
                _stack.Push(_bytes.Integer(_bytes.I32()));
                return true;
            case PickleCode.Double:
                _stack.Push(_bytes.Double());
                return true;
            case PickleCode.IntText or PickleCode.LongText:
                _stack.Push(_bytes.IntegerLine());
                return true;
            case PickleCode.FloatText:
                _stack.Push(_bytes.DoubleLine());
                return true;
            default:
                return TryText(code);
        }
    }

    private bool TryText(PickleCode code)
    {
        switch (code)
        {
            case PickleCode.Unicode or PickleCode.String:
                _stack.Push(_bytes.Text(_bytes.U32()));
                return true;
            case PickleCode.ShortUnicode or PickleCode.ShortString:
                _stack.Push(_bytes.Text(_bytes.U8()));
                return true;
            case PickleCode.Unicode8:
                _stack.Push(_bytes.Text(_bytes.I64()));
                return true;
            case PickleCode.UnicodeText:
                _stack.Push(_bytes.TextLine());
                return true;
            case PickleCode.StringText:
                _stack.Push(_bytes.TextLine().Trim('\'', '"'));
                return true;
            case PickleCode.Bytes:
                return PushBytes(_bytes.U32());
            case PickleCode.ShortBytes:
                return PushBytes(_bytes.U8());
            case PickleCode.Bytes8 or PickleCode.ByteArray8:
                return PushBytes(_bytes.I64());
            default:
                return false;
        }
    }

    // Nobody asks for them; that they are there is enough.
    private bool PushBytes(long count)
    {
        _bytes.Take(count);
        _stack.Push(PickledTuple.Empty);
        return true;
    }

    private bool TryCollection(PickleCode code)
    {
        switch (code)
        {
            case PickleCode.Mark:
                _stack.Mark();
                return true;
            case PickleCode.EmptyTuple:
                _stack.Push(PickledTuple.Empty);
                return true;
            case PickleCode.Tuple1 or PickleCode.Tuple2 or PickleCode.Tuple3:
                _stack.Push(new PickledTuple(_stack.Pop(code - PickleCode.Tuple1 + 1)));
                return true;
            case PickleCode.Tuple or PickleCode.FrozenSet:
                _stack.Push(new PickledTuple(_stack.PopToMark()));
                return true;
            case PickleCode.EmptyList or PickleCode.EmptySet:
                _stack.Push(new PickledList());
                return true;
            case PickleCode.EmptyDictionary:
                _stack.Push(new PickledDictionary());
                return true;
            case PickleCode.List:
                object?[] items = _stack.PopToMark();
                _stack.Push(new PickledList());
                Add(items);
                return true;
            case PickleCode.Dictionary:
                object?[] pairs = _stack.PopToMark();
                _stack.Push(new PickledDictionary());
                Set(pairs);
                return true;
            case PickleCode.Append:
                Add(_stack.Pop(1));
                return true;
            case PickleCode.Appends or PickleCode.AddItems:
                Add(_stack.PopToMark());
                return true;
            case PickleCode.SetItem:
                Set(_stack.Pop(2));
                return true;
            case PickleCode.SetItems:
                Set(_stack.PopToMark());
                return true;
            default:
                return false;
        }
    }

    private readonly void Add(object?[] items)
    {
        PickledList? list = _stack.Top as PickledList;
        if (_stack.Top is PickledObject made)
            list = made.Items ??= new PickledList();
        (list ?? throw new InvalidDataException("list")).Items.AddRange(items);
    }

    private readonly void Set(object?[] pairs)
    {
        PickledDictionary? dictionary = _stack.Top as PickledDictionary;
        if (_stack.Top is PickledObject made)
            dictionary = made.Entries ??= new PickledDictionary();
        if (dictionary is null || pairs.Length % 2 != 0)
            throw new InvalidDataException("dictionary");
        for (int i = 0; i < pairs.Length; i += 2)
            dictionary.Items.Add(new(pairs[i], pairs[i + 1]));
    }

    private bool TryMemo(PickleCode code)
    {
        switch (code)
        {
            case PickleCode.Put:
                _stack.Remember(_bytes.U8());
                return true;
            case PickleCode.LongPut:
                _stack.Remember(_bytes.U32());
                return true;
            case PickleCode.PutText:
                _stack.Remember(_bytes.IntegerLine() is long put ? put : throw new InvalidDataException("memo"));
                return true;
            case PickleCode.Memoize:
                _stack.Remember();
                return true;
            case PickleCode.Get:
                _stack.Recall(_bytes.U8());
                return true;
            case PickleCode.LongGet:
                _stack.Recall(_bytes.U32());
                return true;
            case PickleCode.GetText:
                _stack.Recall(_bytes.IntegerLine() is long get ? get : throw new InvalidDataException("memo"));
                return true;
            case PickleCode.Dup:
                _stack.Push(_stack.Top);
                return true;
            case PickleCode.Pop:
                _stack.Discard();
                return true;
            case PickleCode.PopMark:
                _stack.PopToMark();
                return true;
            case PickleCode.Protocol:
                return _bytes.U8() <= HighestProtocol ? true : throw new InvalidDataException("protocol");
            case PickleCode.Frame:
                _bytes.Take(8);
                return true;
            default:
                return false;
        }
    }

    private void Call(PickleCode code)
    {
        switch (code)
        {
            case PickleCode.Global:
                PushName(_bytes.TextLine(), _bytes.TextLine());
                break;
            case PickleCode.StackGlobal:
                string name = _stack.Pop<string>();
                PushName(_stack.Pop<string>(), name);
                break;
            case PickleCode.Persistent:
                _stack.Push(TensorBuilder.Storage(_stack.Pop()));
                break;
            case PickleCode.PersistentText:
                _bytes.Line();
                _stack.Push(null);
                break;
            case PickleCode.NewObjectWithNames:
                _stack.Pop();
                Make(_stack.Pop<PickledTuple>());
                break;
            case PickleCode.Reduce or PickleCode.NewObject:
                Make(_stack.Pop<PickledTuple>());
                break;
            case PickleCode.Object:
                object?[] given = _stack.PopToMark();
                _stack.Push(given.Length > 0 ? given[0] : throw new InvalidDataException("object"));
                Make(new PickledTuple(given[1..]));
                break;
            case PickleCode.Instance:
                object?[] with = _stack.PopToMark();
                PushName(_bytes.TextLine(), _bytes.TextLine());
                Make(new PickledTuple(with));
                break;
            case PickleCode.Build:
                object? state = _stack.Pop();
                if (_stack.Top is PickledObject built)
                    built.State = state;
                break;
            default:
                throw new InvalidDataException("instruction");
        }
    }

    private readonly void Make(PickledTuple arguments)
    {
        // What a call returned may be called in turn: still nothing but a name.
        if (_stack.Pop() is not PickledName function)
            _stack.Push(new PickledObject(new PickledName("?", "?")));
        else if (TensorBuilder.TryCall(function, arguments, out object? result))
            _stack.Push(result);
        else
            throw new InvalidDataException("tensor");
    }

    private readonly void PushName(string module, string name)
    {
        string whole = $"{module}.{name}";
        if (!_names.TryGetValue(whole, out PickledName? known))
        {
            known = new PickledName(module, name);
            if (_names.Count < MostNames || TorchNames.IsUnsafe(known))
                _names.TryAdd(whole, known);
        }
        _stack.Push(known);
    }
}
