using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GradWatch.TorchBenchmarks;

/// <summary>A transformer over sequences of 32 words, without dropout.</summary>
internal sealed class LanguageModel : nn.Module<Tensor, Tensor>
{
    internal const int Length = 32;

    private readonly Embedding _words;
    private readonly Parameter _positions;
    private readonly ModuleList<TransformerEncoderLayer> _layers;
    private readonly LayerNorm _norm;
    private readonly Linear _head;

    internal LanguageModel(int words, int width, int layers)
        : base(nameof(LanguageModel))
    {
        _words = nn.Embedding(words, width);
        _positions = nn.Parameter(randn(Length, 1, width) * 0.02);
        _layers = nn.ModuleList([.. Enumerable.Range(0, layers).Select(_ => nn.TransformerEncoderLayer(width, 4, 4 * width, 0))]);
        _norm = nn.LayerNorm(width);
        _head = nn.Linear(width, words);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        Tensor hidden = _words.call(input) + _positions;
        foreach (TransformerEncoderLayer layer in _layers)
            hidden = layer.call(hidden, null, null);
        return _head.call(_norm.call(hidden));
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _words.Dispose();
            _positions.Dispose();
            _layers.Dispose();
            _norm.Dispose();
            _head.Dispose();
        }
        base.Dispose(disposing);
    }
}
