using GradWatch.Workloads.Data;
using GradWatch.Workloads.Nets;
using static TorchSharp.torch;

namespace GradWatch.Workloads.Drawn;

/// <summary>The batches of a plan, with what its fault does to them.</summary>
internal sealed class DrawnData(Plan plan)
{
    private readonly Regression _regression = new(DrawnNet.Features);
    private readonly Classification _classification = new();
    private readonly MarkovText? _text = plan.Problem == Problem.Text ? new MarkovText() : null;
    private readonly Tensor _direction = randn(DrawnNet.Features, 1);

    // Features that lie on a plane of a quarter of their dimension.
    private readonly Tensor _plane = randn(DrawnNet.Features / 4, DrawnNet.Features);

    internal (Tensor Inputs, Tensor Targets) Batch(long step)
    {
        (Tensor inputs, Tensor targets) = Clean();
        Fault fault = plan.Fault;
        return fault.Kind switch
        {
            FaultKind.RawInputs => ((inputs * fault.Size) + (fault.Size * fault.Shift), targets),
            FaultKind.HeavyTail => (inputs, targets + StudentT((int)fault.Size)),
            FaultKind.CorruptBatch when step == fault.Step && HasNumbers => (inputs, targets * fault.Size),
            FaultKind.CorruptBatch when step == fault.Step => (inputs * fault.Size, targets),
            FaultKind.NotANumber when step == fault.Step => (WithNaN(inputs), targets),
            FaultKind.RootOfZero when step == fault.Step => (WithPair(inputs), targets),
            _ => (inputs, targets),
        };
    }

    private bool HasNumbers => plan.Problem is Problem.Regression or Problem.Adding or Problem.Autoencoder;

    private (Tensor Inputs, Tensor Targets) Clean() => plan.Problem switch
    {
        Problem.Classification => Mislabelled(_classification.Batch(plan.Batch)),
        Problem.Autoencoder => Twice(randn(plan.Batch, DrawnNet.Features / 4).mm(_plane).tanh()),
        Problem.Binary => Sided(randn(plan.Batch, DrawnNet.Features) * 3),
        Problem.Distances => Pairs(randn(plan.Batch, DrawnNet.Features), randn(plan.Batch, DrawnNet.Features)),
        Problem.Adding => AddingProblem.Batch(plan.Batch, plan.Length),
        Problem.Stripes => Stripes.Batch(plan.Batch),
        Problem.Text => Letters(_text!.Batch(plan.Batch, SmallGpt.Length)),
        _ => _regression.Batch(plan.Batch),
    };

    private (Tensor Inputs, Tensor Targets) Mislabelled((Tensor Inputs, Tensor Classes) batch)
    {
        Tensor wrong = rand(plan.Batch) < plan.LabelNoise;
        return (batch.Inputs, where(wrong, randint(Classification.Classes, [plan.Batch]), batch.Classes));
    }

    private (Tensor Inputs, Tensor Targets) Sided(Tensor inputs) => (inputs, (inputs.mm(_direction) > 0).to(float32));

    private static (Tensor Inputs, Tensor Targets) Twice(Tensor features) => (features, features);

    private static (Tensor Inputs, Tensor Targets) Pairs(Tensor left, Tensor right) =>
        (cat([left, right]), (left - right).pow(2).mean([1]));

    private static (Tensor Inputs, Tensor Targets) Letters(Tensor letters) =>
        (letters.narrow(1, 0, SmallGpt.Length), letters.narrow(1, 1, SmallGpt.Length));

    private Tensor StudentT(int freedom) => randn(plan.Batch, 1) / randn(plan.Batch, freedom).pow(2).mean([1], keepdim: true).sqrt();

    private static Tensor WithNaN(Tensor inputs)
    {
        inputs.view(-1)[3] = float.NaN;
        return inputs;
    }

    private Tensor WithPair(Tensor inputs)
    {
        inputs[plan.Batch] = inputs[0];
        return inputs;
    }
}
