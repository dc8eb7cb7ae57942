using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GradWatch.Workloads.Nets;

/// <summary>Causal attention and a feed-forward part, each beside a skip connection; normalized before them or after.</summary>
internal sealed class GptBlock : nn.Module<Tensor, Tensor>
{
    private const int Heads = 4;

    private readonly bool _normalizesFirst;
    private readonly Linear _qkv, _proj, _f1, _f2;
    private readonly LayerNorm _n1, _n2;

    internal GptBlock(long width, bool normalizesFirst) : base("block")
    {
        _normalizesFirst = normalizesFirst;
        register_module("qkv", _qkv = nn.Linear(width, 3 * width));
        register_module("proj", _proj = nn.Linear(width, width));
        register_module("f1", _f1 = nn.Linear(width, 4 * width));
        register_module("f2", _f2 = nn.Linear(4 * width, width));
        register_module("n1", _n1 = nn.LayerNorm(width));
        register_module("n2", _n2 = nn.LayerNorm(width));
    }

    public override Tensor forward(Tensor input)
    {
        if (_normalizesFirst)
        {
            Tensor attended = input + Attention(_n1.call(input));
            return attended + FeedForward(_n2.call(attended));
        }
        Tensor middle = _n1.call(input + Attention(input));
        return _n2.call(middle + FeedForward(middle));
    }

    private Tensor Attention(Tensor input)
    {
        long batch = input.shape[0], length = input.shape[1], width = input.shape[2];
        Tensor Headed(Tensor part) => part.view(batch, length, Heads, width / Heads).transpose(1, 2);
        Tensor[] parts = [.. _qkv.call(input).chunk(3, -1).Select(Headed)];
        Tensor mixed = nn.functional.scaled_dot_product_attention(parts[0], parts[1], parts[2], is_casual: true);
        return _proj.call(mixed.transpose(1, 2).reshape(batch, length, width));
    }

    private Tensor FeedForward(Tensor input) => _f2.call(nn.functional.gelu(_f1.call(input)));
}
