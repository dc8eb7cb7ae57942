using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

/// <summary>Embedding, LSTM and a linear layer that scores the next character.</summary>
internal sealed class CharacterModel : nn.Module<Tensor, Tensor>
{
    private const int Hidden = 96;
    private readonly Embedding _embedding;
    private readonly LSTM _recurrent;
    private readonly Linear _head;

    internal CharacterModel(int vocabulary) : base(nameof(CharacterModel))
    {
        _embedding = nn.Embedding(vocabulary, 32);
        _recurrent = nn.LSTM(32, Hidden, batchFirst: true);
        _head = nn.Linear(Hidden, vocabulary);
        // Registered by hand: the names in the report are these, without underscores.
        register_module("embedding", _embedding);
        register_module("lstm", _recurrent);
        register_module("head", _head);
    }

    /// <summary>From characters (batch, length) to scores (batch, length, vocabulary).</summary>
    public override Tensor forward(Tensor characters)
    {
        (Tensor states, _, _) = _recurrent.call(_embedding.call(characters));
        return _head.call(states);
    }

    /// <summary>Goes on with a text, always with the likeliest character.</summary>
    internal string Continue(CharacterText text, string start, int count)
    {
        using IDisposable untracked = no_grad();
        for (int i = 0; i < count; i++)
        {
            using IDisposable scope = NewDisposeScope();
            Tensor scores = call(tensor(start.Select(text.Number).ToArray()).unsqueeze(0));
            start += text.Letter(scores[0, -1].argmax().ToInt64());
        }
        return start;
    }
}
