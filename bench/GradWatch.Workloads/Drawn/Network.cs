namespace GradWatch.Workloads.Drawn;

/// <summary>The architectures that are drawn from.</summary>
internal enum Network
{
    Mlp,
    Rnn,
    Lstm,
    Gru,
    Cnn,
    Gpt,
    Gan,
    Bandit,
}
