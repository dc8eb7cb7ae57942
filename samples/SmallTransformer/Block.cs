using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

/// <summary>Self-attention and a small feed-forward network, each added to what it was given.</summary>
/// <remarks>Written out with plain layers, so that every one of them has a name in the report: TorchSharp's own TransformerEncoderLayer is
/// one native module without children.</remarks>
internal sealed class Block : nn.Module<Tensor, Tensor>
{
    private const int Heads = 4;
    private readonly LayerNorm _norm1;
    private readonly LayerNorm _norm2;
    private readonly Linear _queryKeyValue;
    private readonly Linear _out;
    private readonly Sequential _feed;

    internal Block(int width) : base(nameof(Block))
    {
        _norm1 = nn.LayerNorm(width);
        _norm2 = nn.LayerNorm(width);
        _queryKeyValue = nn.Linear(width, 3 * width);
        _out = nn.Linear(width, width);
        _feed = nn.Sequential(("up", nn.Linear(width, 4 * width)), ("gelu", nn.GELU()), ("down", nn.Linear(4 * width, width)));
        register_module("norm1", _norm1);
        register_module("attention_in", _queryKeyValue);
        register_module("attention_out", _out);
        register_module("norm2", _norm2);
        register_module("feed", _feed);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor inputs)
    {
        Tensor attended = inputs + _out.call(Attend(_queryKeyValue.call(_norm1.call(inputs))));
        return attended + _feed.call(_norm2.call(attended));
    }

    private static Tensor Attend(Tensor queryKeyValue)
    {
        long batch = queryKeyValue.size(0), length = queryKeyValue.size(1), width = queryKeyValue.size(2) / 3;
        Tensor[] parts = [.. queryKeyValue.chunk(3, -1).Select(part => part.view(batch, length, Heads, width / Heads).transpose(1, 2))];
        Tensor heads = nn.functional.scaled_dot_product_attention(parts[0], parts[1], parts[2]);
        return heads.transpose(1, 2).reshape(batch, length, width);
    }
}
