using GradWatch.Logs.Checkpoints;

namespace GradWatch.Logs.PyTorch;

/// <summary>What the tensors of a checkpoint are for, by the keys that lead to them.</summary>
internal static class StateDict
{
    // Under which trainers keep the model's state_dict, the surest first.
    private static readonly string[] ModelKeys =
        ["state_dict", "model_state_dict", "model_state", "model", "module", "net", "network", "weights", "params", "parameters"];

    private static readonly string[] OtherKeys = ["rng", "sched", "callback", "loops", "scaler", "sampler", "lr_", "hyper_parameters"];

    /// <summary>The tensors with their groups and names: those of the model's state_dict first and by the names it gives them.</summary>
    internal static List<(TensorGroup Group, string Name, PickledTensor Tensor)> Sort(
        object? root, List<(string[] Path, PickledTensor Tensor)> tensors)
    {
        var dictionary = root as PickledDictionary;
        bool isOptimizer = dictionary?.Find("param_groups") is not null && dictionary.Find("state") is not null;
        List<(TensorGroup Group, string[] Path, PickledTensor Tensor)> grouped =
            [.. tensors.Select(found => (isOptimizer ? TensorGroup.Optimizer : GroupOf(found.Path), found.Path, found.Tensor))];
        string? model = ModelKey(grouped);
        return [.. grouped
            .OrderBy(found => found.Group)
            .ThenBy(found => found.Group == TensorGroup.Model && model is not null && found.Path[0] != model)
            .Select(found => (found.Group, Name(found.Group, found.Path, model), found.Tensor))];
    }

    private static TensorGroup GroupOf(string[] path)
    {
        if (path.Length == 0)
            return TensorGroup.Model;
        string key = path[0].ToLowerInvariant();
        // A tensor that stands in the root itself is a weight, however it is named: the file is a state_dict.
        if (path.Length > 1 && key.Contains("optim", StringComparison.Ordinal))
            return TensorGroup.Optimizer;
        bool isOther = path.Length > 1
            ? Array.Exists(OtherKeys, part => key.Contains(part, StringComparison.Ordinal))
            : key.Contains("rng_state", StringComparison.Ordinal);
        return isOther ? TensorGroup.Other : TensorGroup.Model;
    }

    private static string? ModelKey(List<(TensorGroup Group, string[] Path, PickledTensor Tensor)> grouped)
    {
        HashSet<string> keys = [];
        foreach ((TensorGroup group, string[] path, _) in grouped)
        {
            if (group != TensorGroup.Model)
                continue;
            if (path.Length < 2)
                return null;
            keys.Add(path[0]);
        }
        return Array.Find(ModelKeys, keys.Contains);
    }

    private static string Name(TensorGroup group, string[] path, string? model)
    {
        bool strip = group == TensorGroup.Model && model is not null && path[0] == model;
        string name = string.Join('.', strip ? path[1..] : path);
        return name.Length == 0 ? "tensor" : name;
    }
}
