using TorchSharp;
using static TorchSharp.torch;

namespace GradWatch.TorchBenchmarks;

/// <summary>A network, its optimizer and a batch to train on.</summary>
/// <param name="Name">What it is called in the table.</param>
/// <param name="Network">Makes the network.</param>
/// <param name="Inputs">Makes the inputs.</param>
/// <param name="Targets">Makes what the outputs are compared with: numbers, or classes of the last dimension.</param>
/// <param name="IsAdam">Adam, else SGD without momentum.</param>
internal sealed record Configuration(
    string Name, Func<nn.Module<Tensor, Tensor>> Network, Func<Tensor> Inputs, Func<Tensor> Targets, bool IsAdam)
{
    /// <summary>All of them, small ones first.</summary>
    internal static IReadOnlyList<Configuration> All { get; } =
    [
        Perceptron("MLP 99 k, SGD", 2, 256, false, 64),
        Perceptron("MLP 99 k, Adam", 2, 256, true, 64),
        Deep("200 layers, 101 k, Adam"),
        Perceptron("MLP 10.5 M, SGD", 10, 1024, false),
        Perceptron("MLP 10.5 M, Adam", 10, 1024, true),
        Language("Transformer 9.75 M, Adam", 512, 256, 12),
        Perceptron("MLP 54.6 M, SGD", 13, 2048, false),
        Perceptron("MLP 54.6 M, Adam", 13, 2048, true),
        Language("Transformer 52.6 M, Adam", 2048, 512, 16),
    ];

    internal Tensor Loss(nn.Module<Tensor, Tensor> network, Tensor inputs, Tensor targets)
    {
        Tensor outputs = network.call(inputs);
        return targets.dtype == ScalarType.Int64
            ? nn.functional.cross_entropy(outputs.view(-1, outputs.shape[^1]), targets.view(-1))
            : nn.functional.mse_loss(outputs, targets);
    }

    private static Configuration Perceptron(string name, int layers, int width, bool adam, int ends = 0) => new(
        name,
        () => nn.Sequential(Layers(ends == 0 ? [.. Enumerable.Repeat(width, layers + 1)] : [ends, .. Enumerable.Repeat(width, layers), ends], () => nn.ReLU())),
        () => randn(64, ends == 0 ? width : ends), () => randn(64, ends == 0 ? width : ends), adam);

    private static Configuration Deep(string name) => new(
        name, () => nn.Sequential(Layers([.. Enumerable.Repeat(22, 201)], () => nn.Tanh())), () => randn(64, 22), () => randn(64, 22), true);

    private static Configuration Language(string name, int words, int width, int layers) => new(
        name, () => new LanguageModel(words, width, layers),
        () => randint(0, words, [LanguageModel.Length, 8]), () => randint(0, words, [LanguageModel.Length, 8]), true);

    private static IEnumerable<nn.Module<Tensor, Tensor>> Layers(int[] widths, Func<nn.Module<Tensor, Tensor>> activation)
    {
        for (int i = 1; i < widths.Length; i++)
        {
            yield return nn.Linear(widths[i - 1], widths[i]);
            if (i + 1 < widths.Length)
                yield return activation();
        }
    }
}
