namespace GradWatch.TorchSharp.Weights.Reading;

/// <summary>Runs of layers with nothing between them that would bring signals back to size 1.</summary>
internal static class PlainStacks
{
    /// <summary>Places of the weights of each run, in order. Normalizations, recurrent layers, attention and modules of the user's own,
    /// which a residual branch may go around, begin another.</summary>
    internal static IReadOnlyList<IReadOnlyList<int>> Of(IReadOnlyList<ModelWeight> weights)
    {
        List<List<int>> stacks = [];
        bool begins = true;
        for (int i = 0; i < weights.Count; i++)
        {
            ModelWeight weight = weights[i];
            begins |= weight.StartsBranch || ModuleRole.IsAttention(weight.Owner)
                || weight.Kind is WeightKind.Normalization or WeightKind.Recurrent or WeightKind.RecurrentInput or WeightKind.Embedding;
            if (weight.Kind != WeightKind.Feedforward || ModuleRole.IsAttention(weight.Owner))
                continue;
            if (begins)
                stacks.Add([]);
            stacks[^1].Add(i);
            begins = false;
        }
        return stacks;
    }
}
