using GradWatch.Diagnosis.Facts;

namespace GradWatch.Remedies.Kinds;

/// <summary>An LSTM or GRU for a plain recurrent network: gates carry the gradient through time unmultiplied.</summary>
internal sealed class UseGatedRecurrence : IRemedy
{
    /// <inheritdoc/>
    public string Id => "use_gated_recurrence";

    /// <inheritdoc/>
    public Remedy? Prescribe(RunFacts run)
    {
        if (run.Recurrence is { IsGated: true } || (run.Recurrence is null && run.Profile is not null))
            return null;
        return new Remedy
        {
            Id = Id,
            Parameters = new Dictionary<string, double>(),
            Action = RemedyTexts.Say(Id, "action"),
            Why = run.Recurrence is { } recurrence ? RemedyTexts.Say(Id, "why", recurrence.Name) : RemedyTexts.Say(Id, "why_unknown"),
            TorchSharp = RemedyTexts.Code("var rnn = torch.nn.LSTM(inputSize, hiddenSize, batchFirst: true);", "var (output, _, _) = rnn.call(x);"),
            PyTorch = RemedyTexts.Code("rnn = torch.nn.LSTM(input_size, hidden_size, batch_first=True)", "output, _ = rnn(x)"),
        };
    }
}
