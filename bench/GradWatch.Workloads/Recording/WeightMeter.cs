using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GradWatch.Workloads.Recording;

/// <summary>Compares the weights before and after every step. The watch itself reads them at some steps only.</summary>
internal sealed class WeightMeter
{
    private readonly Parameter[] _parameters;

    // Kept, since garbage collections are what TorchSharp breaks off trainings at.
    private readonly double[][] _before, _after;

    internal WeightMeter(nn.Module model)
    {
        _parameters = [.. model.parameters()];
        _before = [.. _parameters.Select(parameter => new double[parameter.numel()])];
        _after = [.. _parameters.Select(parameter => new double[parameter.numel()])];
    }

    internal void BeforeStep() => Read(_before);

    internal WeightChange AfterStep()
    {
        Read(_after);
        double norms = 0, changes = 0, largest = 0;
        for (int i = 0; i < _parameters.Length; i++)
        {
            (double norm, double change) = Squares(_before[i], _after[i]);
            norms += norm;
            changes += change;
            if (norm != 0)
                largest = Math.Max(largest, Math.Sqrt(change / norm));
        }
        return new WeightChange(Math.Sqrt(norms), Math.Sqrt(changes / norms), largest);
    }

    private void Read(double[][] into)
    {
        for (int i = 0; i < _parameters.Length; i++)
        {
            using Tensor plain = _parameters[i].detach(), values = plain.to(float64);
            values.data<double>().CopyTo(into[i]);
        }
    }

    private static (double Norm, double Change) Squares(double[] before, double[] after)
    {
        double norm = 0, change = 0;
        for (int i = 0; i < before.Length; i++)
        {
            norm += before[i] * before[i];
            change += (after[i] - before[i]) * (after[i] - before[i]);
        }
        return (norm, change);
    }
}
