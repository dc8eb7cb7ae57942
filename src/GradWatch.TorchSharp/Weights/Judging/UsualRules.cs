using GradWatch.TorchSharp.Weights.Reading;

namespace GradWatch.TorchSharp.Weights.Judging;

/// <summary>The standard deviations that are usual for a weight.</summary>
internal static class UsualRules
{
    // Of a logistic unit's derivative at most: it takes that much to make up for it.
    private const double SigmoidGain = 4;

    /// <summary>The rule for what follows; where that is not seen, the one of He and Xavier that the weight is nearer to.</summary>
    internal static (string Rule, double Called) Nearest(ModelWeight weight, double observed)
    {
        if (weight.Activation is { } activation)
        {
            (bool he, double called) = WeightRules.Called(weight.Fans, activation, outgoing: false);
            return (he ? "He" : "Xavier", called);
        }
        double rectifying = weight.Fans.He(Activation.Relu), other = weight.Fans.Xavier(Activation.Linear);
        bool nearHe = Math.Abs(Math.Log(observed / rectifying)) <= Math.Abs(Math.Log(observed / other)) || observed == 0;
        return nearHe ? ("He", rectifying) : ("Xavier", other);
    }

    /// <summary>The widest of all rules that are in use, whatever follows.</summary>
    internal static double Widest(ModelWeight weight)
    {
        Fans fans = weight.Fans;
        double widest = Math.Max(Math.Max(fans.He(Activation.Relu), fans.Xavier(Activation.Tanh)), weight.LibraryDeviation);
        if (weight.Activation is { } activation)
            widest = Math.Max(widest, fans.He(activation));
        return weight.IsConvolution ? Math.Max(widest, fans.He(Activation.Relu, outgoing: true)) : widest;
    }

    /// <summary>The narrowest of all rules that are in use, whatever follows.</summary>
    internal static double Narrowest(ModelWeight weight) =>
        Math.Min(Math.Min(weight.Fans.Xavier(Activation.Linear), weight.Fans.He(Activation.Linear)), weight.LibraryDeviation);

    /// <summary>The standard deviation at which signals neither grow nor shrink through the layer and what follows it.</summary>
    internal static double Keeping(ModelWeight weight)
    {
        // Of unknown functions the one that needs the widest weights: what is said of a layer then holds for all.
        Activation activation = weight.Activation ?? Activation.Tanh;
        return (activation == Activation.Sigmoid ? SigmoidGain : activation.Gain) / Math.Sqrt(weight.Fans.In);
    }
}
