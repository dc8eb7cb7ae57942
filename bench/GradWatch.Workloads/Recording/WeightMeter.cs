using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GradWatch.Workloads.Recording;

/// <summary>Compares the weights before and after every step. The watch itself reads them at some steps only.</summary>
internal sealed class WeightMeter(nn.Module model)
{
    private readonly Parameter[] _parameters = [.. model.parameters()];
    private double[][] _before = [];

    internal void BeforeStep() => _before = [.. _parameters.Select(Values)];

    internal WeightChange AfterStep()
    {
        double norms = 0, changes = 0, largest = 0;
        for (int i = 0; i < _parameters.Length; i++)
        {
            double norm = _before[i].Sum(value => value * value);
            double change = _before[i].Zip(Values(_parameters[i]), (before, after) => (after - before) * (after - before)).Sum();
            norms += norm;
            changes += change;
            if (norm != 0)
                largest = Math.Max(largest, Math.Sqrt(change / norm));
        }
        return new WeightChange(Math.Sqrt(norms), Math.Sqrt(changes / norms), largest);
    }

    private static double[] Values(Parameter parameter)
    {
        using Tensor values = parameter.detach().to(float64).contiguous();
        return values.data<double>().ToArray();
    }
}
