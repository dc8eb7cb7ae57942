using static TorchSharp.torch;

namespace GradWatch.Workloads.Data;

/// <summary>A bandit with a context and noisy rewards; the average reward of the past is the baseline of its policy gradient.</summary>
internal sealed class Bandit(int batch)
{
    internal const int Actions = 4, Contexts = 8;
    private const double Forgetting = 0.1;

    private readonly Tensor _values = randn(Contexts, Actions);
    private double _baseline;

    internal Tensor Loss(nn.Module<Tensor, Tensor> policy)
    {
        Tensor contexts = randn(batch, Contexts);
        Tensor logProbabilities = policy.call(contexts).log_softmax(1);
        Tensor chosen = logProbabilities.exp().multinomial(1);
        Tensor rewards = contexts.mm(_values).gather(1, chosen) + randn(batch, 1);
        Tensor loss = -(logProbabilities.gather(1, chosen) * (rewards - _baseline)).mean();
        _baseline += Forgetting * (rewards.mean().item<float>() - _baseline);
        return loss;
    }
}
