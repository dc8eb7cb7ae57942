using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tests.Guarding;

/// <summary>Small models of each kind, with batches of their own, all from torch's random numbers.</summary>
internal static class SmallModels
{
    internal const double Rate = 0.01;

    internal static (nn.Module Model, Func<Tensor> Loss) Make(string name) => name switch
    {
        "RNN" => Recurrent(nn.RNN(4, 12, batchFirst: true), (rnn, x) => rnn.call(x).Item1),
        "LSTM" => Recurrent(nn.LSTM(4, 12, batchFirst: true), (lstm, x) => lstm.call(x).Item1),
        "CNN with BatchNorm" => Convolutional(),
        "Transformer" => Recurrent(nn.TransformerEncoderLayer(4, 2, 16, 0.1), (layer, x) => layer.call(x), 4),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };

    internal static OptimizerHelper Optimizer(string name, nn.Module model) => name switch
    {
        "SGD" => optim.SGD(model.parameters(), Rate),
        "momentum" => optim.SGD(model.parameters(), Rate, momentum: 0.9),
        "Adam" => optim.Adam(model.parameters(), 1e-3),
        "AdamW" => optim.AdamW(model.parameters(), 1e-3),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };

    private static (nn.Module Model, Func<Tensor> Loss) Recurrent<T>(T layer, Func<T, Tensor, Tensor> call, int width = 12)
        where T : nn.Module
    {
        Linear head = nn.Linear(width, 1);
        WithHead both = new(layer, head);
        return (both, () =>
        {
            Tensor x = randn(8, 6, 4);
            return nn.functional.mse_loss(head.call(call(layer, x)[TensorIndex.Colon, -1]), x.mean([1L, 2]).unsqueeze(1));
        });
    }

    private static (nn.Module Model, Func<Tensor> Loss) Convolutional()
    {
        Sequential model = nn.Sequential(
            ("conv", nn.Conv2d(1, 4, 3)), ("norm", nn.BatchNorm2d(4)), ("act", nn.ReLU()), ("flat", nn.Flatten()), ("drop", nn.Dropout(0.2)),
            ("head", nn.Linear(64, 3)));
        return (model, () => nn.functional.cross_entropy(model.call(randn(8, 1, 6, 6)), randint(3, [8L], int64)));
    }
}
