using GradWatch.TorchSharp.Weights.Reading;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Weights;

/// <summary>Which rule a parameter gets, and its doing.</summary>
internal sealed class WeightRules(InitializationOptions options, Generator? generator)
{
    // PyTorch stacks the gates of an LSTM as input, forget, cell, output.
    private const int ForgetGate = 1;
    private const int GatesOfLstm = 4;

    internal InitializedTensor Set(ModelWeight weight)
    {
        double before = TensorReading.Statistics(weight.Tensor).StandardDeviation;
        (string rule, Activation? activation, double called) =
            weight.Tensor.requires_grad || options.IncludeFrozen ? Fill(weight) : ("kept_frozen", null, double.NaN);
        return new InitializedTensor
        {
            Name = weight.Name,
            Shape = weight.Tensor.shape,
            Rule = rule,
            Activation = activation?.Name,
            Called = called,
            Before = before,
            After = TensorReading.Statistics(weight.Tensor).StandardDeviation,
        };
    }

    /// <summary>He or Xavier for what follows, and the standard deviation it calls for.</summary>
    internal static (bool He, double Deviation) Called(Fans fans, Activation activation, bool outgoing) =>
        activation.Kind == ActivationKind.Rectifying ? (true, fans.He(activation, outgoing))
        // SELU keeps mean 0 and variance 1 with the incoming fan alone (LeCun 1998).
        : activation == Activation.Selu ? (true, fans.He(activation))
        : (false, fans.Xavier(activation));

    private (string Rule, Activation? Activation, double Called) Fill(ModelWeight weight)
    {
        switch (weight.Kind)
        {
            case WeightKind.Feedforward or WeightKind.RecurrentInput:
                return Feedforward(weight);
            case WeightKind.Recurrent:
                Initialization.Orthogonal(weight.Tensor, options.RecurrentGain, weight.Blocks, generator);
                return ("orthogonal", null, options.RecurrentGain / Math.Sqrt(weight.Fans.In));
            case WeightKind.Bias when options.ZeroBiases || options.ForgetBias is not null && weight.Blocks == GatesOfLstm:
                return Bias(weight);
            default:
                return ("kept", null, double.NaN);
        }
    }

    private (string Rule, Activation? Activation, double Called) Feedforward(ModelWeight weight)
    {
        Activation activation = weight.Activation ?? options.Activation;
        (bool he, double deviation) = Called(weight.Fans, activation, options.OutgoingFan);
        if (options.Orthogonal)
        {
            // Each value of an orthogonal block of r × c has deviation gain / √max(r, c).
            double longest = Math.Max((double)weight.Tensor.shape[0] / weight.Blocks, (double)weight.Tensor.numel() / weight.Tensor.shape[0]);
            Initialization.Orthogonal(weight.Tensor, deviation * Math.Sqrt(longest), weight.Blocks, generator);
            return ("orthogonal", activation, deviation);
        }
        WeightFill.Random(weight.Tensor, deviation, options.Distribution, generator);
        string rule = (he, options.Distribution) switch
        {
            (true, WeightDistribution.Normal) => "he_normal",
            (true, _) => "he_uniform",
            (false, WeightDistribution.Normal) => "xavier_normal",
            _ => "xavier_uniform",
        };
        return (rule, activation, deviation);
    }

    private (string Rule, Activation? Activation, double Called) Bias(ModelWeight weight)
    {
        if (options.ZeroBiases)
            WeightFill.Constant(weight.Tensor, 0);
        // An LSTM adds two biases: the forget gate's is set in the one of the input alone.
        if (options.ForgetBias is { } forget && weight.Blocks == GatesOfLstm && weight.Name.Contains("bias_ih", StringComparison.Ordinal))
        {
            long units = weight.Tensor.shape[0] / GatesOfLstm;
            using Tensor gate = weight.Tensor.detach().narrow(0, ForgetGate * units, units);
            WeightFill.Constant(gate, forget);
            return ("forget_gate", null, double.NaN);
        }
        return options.ZeroBiases ? ("zero", null, 0) : ("kept", null, double.NaN);
    }
}
