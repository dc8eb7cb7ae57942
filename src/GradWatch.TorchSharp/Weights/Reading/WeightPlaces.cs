using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Weights.Reading;

/// <summary>What the parameters of the library's modules are for, by module and name.</summary>
internal static class WeightPlaces
{
    internal static Place Of(nn.Module module, string name, Parameter parameter, Activation? after)
    {
        long[] shape = parameter.shape;
        if (shape.Length == 0 || parameter.numel() == 0)
            return new Place(WeightKind.Other);
        if (ModuleRole.IsNormalization(module) || name.Contains("norm", StringComparison.Ordinal) && ModuleRole.IsAttention(module))
            return new Place(WeightKind.Normalization);
        if (!ModuleRole.HoldsWeights(module))
            return new Place(WeightKind.Other);
        if (name.Contains("bias", StringComparison.Ordinal))
            return new Place(WeightKind.Bias) { Blocks = ModuleRole.Gates(module) };
        if (shape.Length < 2)
            return new Place(WeightKind.Other);
        if (ModuleRole.IsRecurrent(module))
            return OfRecurrent(module, name, shape);
        if (ModuleRole.IsAttention(module))
            return OfAttention(name, shape);
        return module switch
        {
            Convolution convolution => OfConvolution(convolution, shape, after),
            Bilinear bilinear => Feedforward(Fans.Of(shape), after) with { LibraryDeviation = Library(bilinear.in1_features) },
            _ => Feedforward(Fans.Of(shape), after),
        };
    }

    private static Place OfConvolution(Convolution convolution, long[] shape, Activation? after)
    {
        double counted = Fans.Of(shape).In;
        Fans fans = convolution.transposed
            ? Fans.OfTransposed(shape, convolution.stride, convolution.groups)
            : Fans.Of(shape, convolution.groups);
        return Feedforward(fans, after) with { LibraryDeviation = Library(counted) };
    }

    private static Place OfRecurrent(nn.Module module, string name, long[] shape)
    {
        int gates = ModuleRole.Gates(module);
        long units = shape[0] / gates;
        bool recurrent = name.Contains("weight_hh", StringComparison.Ordinal) && units == shape[1];
        return new Place(recurrent ? WeightKind.Recurrent : WeightKind.RecurrentInput)
        {
            Fans = Fans.Of([units, shape[1]]), Blocks = gates, Activation = Activation.Linear, LibraryDeviation = Library(units),
        };
    }

    private static Place OfAttention(string name, long[] shape)
    {
        int blocks = name.Contains("in_proj_weight", StringComparison.Ordinal) ? 3 : 1;
        Activation after = name.Contains("linear1", StringComparison.Ordinal) ? Activation.Relu : Activation.Linear;
        Fans whole = Fans.Of(shape), fans = Fans.Of([shape[0] / blocks, shape[1]]);
        return new Place(WeightKind.Feedforward)
        {
            Fans = fans, Blocks = blocks, Activation = after,
            LibraryDeviation = blocks > 1 ? whole.Xavier(Activation.Linear) : Library(whole.In),
        };
    }

    private static Place Feedforward(Fans fans, Activation? after) =>
        new(WeightKind.Feedforward) { Fans = fans, Activation = after, LibraryDeviation = Library(fans.In) };

    // The library draws evenly within 1/√fan: a deviation of √(1/(3·fan)).
    private static double Library(double fan) => Math.Sqrt(1 / (3 * fan));
}
