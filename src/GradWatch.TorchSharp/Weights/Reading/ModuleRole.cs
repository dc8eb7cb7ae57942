using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Weights.Reading;

/// <summary>What a module does to a signal that passes it.</summary>
internal static class ModuleRole
{
    /// <summary>The function that a module computes; null when it is not an activation.</summary>
    internal static Activation? AsActivation(nn.Module module) => module switch
    {
        ReLU or ReLU6 or Threshold => Activation.Relu,
        LeakyReLU leaky => Activation.LeakyRelu(leaky.negative_slope),
        RReLU random => Activation.LeakyRelu((random.lower + random.upper) / 2),
        PReLU learned => Activation.LeakyRelu(learned.init),
        ELU or CELU => Activation.Elu,
        SELU => Activation.Selu,
        GELU => Activation.Gelu,
        SiLU or Hardswish => Activation.Silu,
        Mish => Activation.Mish,
        Softplus => Activation.Relu,
        Tanh or Hardtanh or Softsign => Activation.Tanh,
        Sigmoid or Hardsigmoid or LogSigmoid => Activation.Sigmoid,
        Softmax or LogSoftmax or Softmin or Softmax2d or GLU => Activation.Linear,
        _ => null,
    };

    internal static bool IsNormalization(nn.Module module) => module is NormBase or LayerNorm or GroupNorm or LocalResponseNorm;

    /// <summary>Runs its children one after the other.</summary>
    internal static bool IsSequential(nn.Module module) =>
        module is Sequential || module.GetType().Name.StartsWith("Sequential`", StringComparison.Ordinal);

    internal static bool IsRecurrent(nn.Module module) => module is RNN or LSTM or GRU or RNNCell or LSTMCell or GRUCell;

    /// <summary>Gates for each unit: rows of a recurrent weight over its columns.</summary>
    internal static int Gates(nn.Module module) => module switch { LSTM or LSTMCell => 4, GRU or GRUCell => 3, _ => 1 };

    /// <summary>Attention and transformer layers, whose parts are native and cannot be seen.</summary>
    internal static bool IsAttention(nn.Module module) =>
        module is MultiheadAttention or TransformerEncoderLayer or TransformerDecoderLayer or TransformerEncoder or TransformerDecoder or Transformer;

    internal static bool HoldsWeights(nn.Module module) =>
        module is Linear or Convolution or Bilinear || IsRecurrent(module) || IsAttention(module);

    /// <summary>A module of the library; others are the user's own, whose forward pass is not known.</summary>
    internal static bool IsOfLibrary(nn.Module module) => module.GetType().Assembly == typeof(nn.Module).Assembly;
}
