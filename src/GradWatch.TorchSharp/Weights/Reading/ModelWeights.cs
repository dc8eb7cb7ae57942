using GradWatch.TorchSharp.Native;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Weights.Reading;

/// <summary>Walks a model in the order in which it runs, as far as that can be seen: in a Sequential exactly, elsewhere as registered.</summary>
internal sealed class ModelWeights
{
    private readonly List<ModelWeight> _weights = [];
    private readonly HashSet<nint> _seen = [];
    private readonly Func<string, Activation?>? _told;
    private bool _branch;
    private bool _inSequence;

    private ModelWeights(Func<string, Activation?>? told) => _told = told;

    /// <summary>The parameters in order, a tied one once, at its first place.</summary>
    /// <param name="model">The whole model.</param>
    /// <param name="told">What follows the module of a name, where the user says so; null where not.</param>
    internal static IReadOnlyList<ModelWeight> Of(nn.Module model, Func<string, Activation?>? told = null)
    {
        var walk = new ModelWeights(told);
        walk.Embeddings(model);
        walk.Visit(model, "", Activation.Linear);
        return walk._weights;
    }

    // A weight that is tied to an embedding is the embedding's.
    private void Embeddings(nn.Module model)
    {
        foreach ((string name, nn.Module module) in model.named_modules().Prepend(("", model)))
        {
            if (module is Embedding or EmbeddingBag)
                Own(module, name, (_, _) => new Place(WeightKind.Embedding));
        }
    }

    /// <param name="module">Where the walk is.</param>
    /// <param name="name">Its name.</param>
    /// <param name="after">What follows the whole of it; null when not known.</param>
    private void Visit(nn.Module module, string name, Activation? after)
    {
        if (!ModuleRole.IsOfLibrary(module) && name.Length > 0)
            _branch = true;
        Own(module, name, (own, parameter) => WeightPlaces.Of(module, own, parameter, _told?.Invoke(name) ?? after));
        List<(string Name, nn.Module Module)> children = [.. module.named_children()];
        bool isSequential = ModuleRole.IsSequential(module);
        Activation? usual = isSequential ? null : OnlyActivation(children);
        int lastWeight = children.FindLastIndex(child => child.Module.named_parameters().Any());
        for (int i = 0; i < children.Count; i++)
        {
            Activation? follows = Following(children, i + 1) ?? (i == lastWeight ? after : isSequential ? Activation.Linear : usual);
            _inSequence = isSequential;
            Visit(children[i].Module, name.Length == 0 ? children[i].Name : $"{name}.{children[i].Name}", follows);
        }
    }

    private void Own(nn.Module module, string name, Func<string, Parameter, Place> placeOf)
    {
        foreach ((string own, Parameter parameter) in module.named_parameters(false))
        {
            if (!_seen.Add(StorageOf(parameter)))
                continue;
            Place place = placeOf(own, parameter);
            _weights.Add(new ModelWeight
            {
                Name = name.Length == 0 ? own : $"{name}.{own}",
                Tensor = parameter,
                Kind = place.Kind,
                Owner = module,
                OwnerName = name,
                Fans = place.Fans,
                Blocks = place.Blocks,
                Activation = place.Activation,
                LibraryDeviation = place.LibraryDeviation,
                IsConvolution = module is Convolution,
                InSequence = _inSequence,
                StartsBranch = _branch,
            });
            _branch = false;
        }
    }

    // A tied weight has a handle for each of its places, on the same memory.
    private static unsafe nint StorageOf(Parameter parameter) =>
        NativeTensor.DeviceType(parameter.Handle) == NativeTensor.Cpu && parameter.numel() > 0
            ? (nint)NativeTensor.Data(parameter.Handle)
            : parameter.Handle;

    // The first function from there: none at the end, or where a layer of weights comes without a function between.
    private static Activation? Following(List<(string Name, nn.Module Module)> children, int from)
    {
        foreach ((_, nn.Module module) in children.Skip(from))
        {
            if (ModuleRole.AsActivation(module) is { } activation)
                return activation;
            List<(string Name, nn.Module Module)> inner = [.. module.named_children()];
            if (ModuleRole.IsSequential(module) && Following(inner, 0) is { } first)
                return first;
            if (ModuleRole.HoldsWeights(module) || inner.Count > 0)
                return null;
        }
        return null;
    }

    private static Activation? OnlyActivation(List<(string Name, nn.Module Module)> children)
    {
        Activation[] known = [.. children.Select(child => ModuleRole.AsActivation(child.Module)).OfType<Activation>().Distinct()];
        return known.Length == 1 ? known[0] : null;
    }
}
