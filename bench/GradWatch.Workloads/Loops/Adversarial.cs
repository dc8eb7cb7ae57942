using GradWatch.Workloads.Data;
using GradWatch.Workloads.Nets;
using static TorchSharp.torch;

namespace GradWatch.Workloads.Loops;

/// <summary>A GAN on points of a ring: two models, two optimizers, a watch each.</summary>
internal sealed class Adversarial : TrainingLoop
{
    private const int Batch = 64, NoiseFeatures = 2;

    private readonly DeepNet _generator = new([NoiseFeatures, 64, 64, 2], () => nn.ReLU());
    private readonly DeepNet _discriminator = new([2, 64, 64, 1], () => nn.ReLU());
    private readonly optim.Optimizer _generatorSteps, _discriminatorSteps;
    private readonly WatchedPart _generating, _judging;

    internal Adversarial(double rate)
    {
        _generatorSteps = optim.Adam(_generator.parameters(), rate, beta1: 0.5);
        _discriminatorSteps = optim.Adam(_discriminator.parameters(), rate, beta1: 0.5);
        _generating = new WatchedPart("G", _generator, _generatorSteps);
        _judging = new WatchedPart("D", _discriminator, _discriminatorSteps);
    }

    internal override IReadOnlyList<WatchedPart> Parts => [_judging, _generating];

    internal override void Step(long step)
    {
        _discriminatorSteps.zero_grad();
        Tensor real = _discriminator.call(Ring.Points(Batch));
        Tensor fake = _discriminator.call(_generator.call(randn(Batch, NoiseFeatures)).detach());
        Tensor judged = Against(real, 1) + Against(fake, 0);
        judged.backward();
        _judging.Step(judged);

        _generatorSteps.zero_grad();
        Tensor fooled = Against(_discriminator.call(_generator.call(randn(Batch, NoiseFeatures))), 1);
        fooled.backward();
        _generating.Step(fooled);
    }

    private static Tensor Against(Tensor logits, double target) =>
        nn.functional.binary_cross_entropy_with_logits(logits, full_like(logits, target));
}
