using System.Globalization;

namespace GradWatch.Logs.PyTorch;

/// <summary>The tensors in a value, each with the keys that lead to it. Bounded in depth and work: a pickle can be cyclic.</summary>
internal sealed class PickledTree
{
    private const int Deepest = 64;
    private const int MostNodes = 8_000_000;

    // How a module that was saved whole keeps its parts; they are no part of a name in a state_dict.
    private static readonly string[] Unnamed = ["_parameters", "_buffers", "_modules"];

    private readonly List<string> _path = [];
    private readonly List<(string[] Path, PickledTensor Tensor)> _found = [];
    private int _nodes;

    /// <summary>The tensors in the order of the value. Throws <see cref="InvalidDataException"/> when it is nested beyond reason.</summary>
    internal static List<(string[] Path, PickledTensor Tensor)> Tensors(object? value)
    {
        var tree = new PickledTree();
        tree.Visit(value);
        return tree._found;
    }

    private void Visit(object? value)
    {
        if (++_nodes > MostNodes || _path.Count > Deepest)
            throw new InvalidDataException("nesting");
        switch (value)
        {
            case PickledTensor tensor:
                _found.Add(([.. _path.Where(part => !Unnamed.Contains(part))], tensor));
                break;
            case PickledDictionary dictionary:
                foreach ((object? key, object? item) in dictionary.Items)
                    Visit(Name(key), item);
                break;
            case PickledTuple tuple:
                VisitAll(tuple.Items);
                break;
            case PickledList list:
                VisitAll(list.Items);
                break;
            case PickledObject made:
                Visit(made);
                break;
        }
    }

    private void Visit(PickledObject made)
    {
        if (made.Entries is not null)
            Visit(made.Entries);
        if (made.Items is not null)
            VisitAll(made.Items.Items);
        // An object may be its own state: one step deeper, so that a circle ends.
        if (made.State is PickledDictionary state)
        {
            _nodes++;
            Visit(state);
        }
        else if (made.State is PickledTuple parts)
        {
            Visit("state", parts);
        }
    }

    private void VisitAll(IReadOnlyList<object?> items)
    {
        for (int i = 0; i < items.Count; i++)
            Visit(i.ToString(CultureInfo.InvariantCulture), items[i]);
    }

    private void Visit(string name, object? value)
    {
        // Numbers and texts are most of what an optimizer keeps.
        if (value is null or string or long or double or bool or PickledName or PickledStorage)
            return;
        _path.Add(name);
        Visit(value);
        _path.RemoveAt(_path.Count - 1);
    }

    private static string Name(object? key) => key switch
    {
        string text => text,
        long number => number.ToString(CultureInfo.InvariantCulture),
        _ => "?",
    };
}
