using GradWatch.Logs.Checkpoints;

namespace GradWatch.Logs.Inspection;

/// <summary>What a tensor of a model is for, as far as its name and type tell.</summary>
public static class TensorRole
{
    // Statistics of data, tables and masks of known layers: stored beside the weights, not learned.
    private static readonly string[] Buffers =
    [
        "running_mean", "running_var", "num_batches_tracked", "inv_freq", "original_inv_freq", "position_ids", "token_type_ids", "masked_bias",
        "relative_position_index", "rope_freqs", "freqs_cis", "cos_cached", "sin_cached",
    ];

    private static readonly string[] Masks = ["mask", "attn_mask", "causal_mask", "attention_mask", "tril", "bias_mask", "masked_bias"];
    private static readonly string[] Embeddings = ["embed", "wte", "wpe", "emb"];

    /// <summary>True for what is learned: a floating-point tensor of the model that is no known buffer.</summary>
    public static bool IsWeight(TensorEntry tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return tensor.Group == TensorGroup.Model && tensor.Type.IsFloating() && tensor.Type != ElementType.F8E8M0
            && !Buffers.Contains(Last(tensor.Name)) && !IsMask(tensor.Name);
    }

    /// <summary>True for a mask, where −∞ is meant.</summary>
    public static bool IsMask(string name) => Masks.Contains(Last(name));

    /// <summary>True for a table of embeddings, whose rows have no fan.</summary>
    public static bool IsEmbedding(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Split('.').Any(part => Embeddings.Any(word =>
            part == word || part.StartsWith("embed", StringComparison.Ordinal) || part.EndsWith("_embed", StringComparison.Ordinal)
            || part.EndsWith("_" + word, StringComparison.Ordinal) || part.Contains("embedding", StringComparison.Ordinal)));
    }

    private static string Last(string name) => name[(name.LastIndexOf('.') + 1)..];
}
