using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

/// <summary>Embeddings of token and place, blocks with normalization before each part, and a head that scores the tokens.</summary>
internal sealed class SmallTransformer : nn.Module<Tensor, Tensor>
{
    private readonly Embedding _tokens;
    private readonly Embedding _places;
    private readonly Sequential _blocks;
    private readonly LayerNorm _norm;
    private readonly Linear _head;

    internal SmallTransformer(int vocabulary, int length, int width, int layers) : base(nameof(SmallTransformer))
    {
        _tokens = nn.Embedding(vocabulary, width);
        _places = nn.Embedding(length, width);
        _blocks = nn.Sequential(Enumerable.Range(0, layers).Select(i => ($"{i}", (nn.Module<Tensor, Tensor>)new Block(width))));
        _norm = nn.LayerNorm(width);
        _head = nn.Linear(width, vocabulary);
        register_module("tokens", _tokens);
        register_module("places", _places);
        register_module("blocks", _blocks);
        register_module("norm", _norm);
        register_module("head", _head);
    }

    /// <summary>From tokens (batch, length) to scores (batch, length, vocabulary).</summary>
    public override Tensor forward(Tensor tokens)
    {
        Tensor places = _places.call(arange(tokens.size(1), dtype: int64));
        return _head.call(_norm.call(_blocks.call(_tokens.call(tokens) + places)));
    }
}
