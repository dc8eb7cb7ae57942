using GradWatch.Workloads.Data;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GradWatch.Workloads.Nets;

/// <summary>A character transformer of width 64.</summary>
internal sealed class SmallGpt : nn.Module<Tensor, Tensor>
{
    internal const int Length = 32;
    private const long Width = 64;

    private readonly Embedding _tok = nn.Embedding(MarkovText.Letters, Width);
    private readonly Parameter _pos = nn.Parameter(randn(Length, Width) * 0.02);
    private readonly ModuleList<GptBlock> _blocks;
    private readonly LayerNorm _ln = nn.LayerNorm(Width);
    private readonly Linear _head = nn.Linear(Width, MarkovText.Letters);

    internal SmallGpt(int depth, bool normalizesFirst) : base("gpt")
    {
        _blocks = nn.ModuleList([.. Enumerable.Range(0, depth).Select(_ => new GptBlock(Width, normalizesFirst))]);
        register_parameter("pos", _pos);
        register_module("tok", _tok);
        register_module("blocks", _blocks);
        register_module("ln", _ln);
        register_module("head", _head);
    }

    /// <summary>Letters [batch, length] in, logits [batch, length, letters] out.</summary>
    public override Tensor forward(Tensor letters)
    {
        Tensor value = _tok.call(letters) + _pos;
        foreach (GptBlock block in _blocks)
            value = block.call(value);
        return _head.call(_ln.call(value));
    }
}
