using GradWatch.Detectors;
using GradWatch.Observations;
using static GradWatch.Tests.Diagnosis.MadeRun;

namespace GradWatch.Tests.Diagnosis;

/// <summary>Small made runs, each with one thing wrong.</summary>
internal static class SickRuns
{
    internal static MadeRun RateTooHigh => new MadeRun()
        .With(Quantity.Loss, 5.8, 19, 1.1e7, 9e23).With(Quantity.GradNorm, 1.8, 42, 2.8e6, 3.9e21).With(Quantity.UpdateRatio, 0.54, 11, 6e4, 1e15)
        .With(Quantity.ParamNorm, 6.6, 7.5, 85, 5e6).With(Quantity.LearningRate, 2, 2, 2, 2).Says("update_ratio", 0);

    internal static MadeRun RateJump => new MadeRun()
        .With(Quantity.Loss, Then(30, 0.3, 0.33, 5e3, 2e17)).With(Quantity.GradNorm, Then(30, 1.4, 1.7, 4.6e3, 2e15))
        .With(Quantity.UpdateRatio, Then(30, 0.002, 2.4, 2500, 5e11)).With(Quantity.LearningRate, Then(30, 0.01, 10, 10, 10)).Says("gradient_explosion", 31);

    internal static MadeRun NoWarmup => new MadeRun()
        .With(Quantity.Loss, Then(1, 3.6, Then(60, 3.4))).With(Quantity.GradNorm, Then(1, 1.2, Then(60, 0.12)))
        .With(Quantity.GradNorm, "blocks.0.attn.qkv.weight", Then(61, 0.1)).With(Quantity.GradNorm, "head.weight", Then(61, 0.7))
        .With(Quantity.UpdateRatio, [0.43, .. Growing(0.27, 0.8, 20), .. Then(40, 8e-4)]).With(Quantity.ParamNorm, Then(61, 64))
        .With(Quantity.LearningRate, Then(61, 0.05)).Says("update_ratio", 0);

    internal static MadeRun BadWeights
    {
        get
        {
            MadeRun run = new MadeRun().With(Quantity.Loss, 1.3e13, double.NaN).With(Quantity.GradNorm, 2.4e14, double.NaN).With(Quantity.ParamNorm, 138, 2e12)
                .With(Quantity.LearningRate, 0.01, 0.01);
            for (int layer = 0; layer < 12; layer++)
            {
                run.With(Quantity.GradNorm, $"fc{layer}.weight", 4e13, double.NaN)
                    .With(Quantity.GradNorm, $"fc{layer}.bias", 1e13 * Math.Pow(10, -0.5 * layer), double.NaN);
            }
            return run.Says("gradient_norm_range", 0).Says("non_finite", 1, of: new Series(Quantity.Loss));
        }
    }

    internal static MadeRun RawInputs => new MadeRun()
        .With(Quantity.Loss, 2e5, 3.4e22, 1.3e19).With(Quantity.GradNorm, 2.36e6, 1.9e19, 7e9).With(Quantity.ParamNorm, 3.4, 2.4e4, 1.9e17)
        .With(Quantity.GradNorm, "fc0.weight", 1.28e6, 1e19, 7e9).With(Quantity.GradNorm, "fc0.bias", 284, 1e16, 1e6)
        .With(Quantity.GradNorm, "out.weight", 1.98e6, 1e19, 7e9).With(Quantity.GradNorm, "out.bias", 766, 1e16, 1e6)
        .With(Quantity.LearningRate, 0.01, 0.01, 0.01).Says("gradient_norm_range", 0);

    internal static MadeRun Recurrent => new MadeRun()
        .With(Quantity.Loss, 1.27, 1.04, 1.5).With(Quantity.GradNorm, 5.3e6, 4.4e6, 4.2e6)
        .With(Quantity.GradNorm, "rec.weight_ih_l0", 2e6, 2e6, 2e6).With(Quantity.GradNorm, "rec.weight_hh_l0", 3e6, 3e6, 3e6)
        .With(Quantity.GradNorm, "head.weight", 3.05, 3, 3).Says("gradient_norm_range", 0);

    internal static MadeRun DeepAmplifier
    {
        get
        {
            MadeRun run = new MadeRun().With(Quantity.Loss, Then(20, 1, 1.2, 1.5, 2)).With(Quantity.GradNorm, [.. Then(10, 2), .. Growing(2, 2, 13)]);
            for (int layer = 0; layer < 10; layer++)
                run.With(Quantity.GradNorm, $"fc{layer}.bias", [.. Then(10, 1), .. Growing(1, 1 + 0.12 * (9 - layer), 13)]);
            return run.Says("gradient_growth", 10, alarm: 22);
        }
    }

    internal static MadeRun Vanishing
    {
        get
        {
            MadeRun run = new MadeRun().With(Quantity.Loss, Then(40, 5.0)).With(Quantity.GradNorm, Then(40, 18.0));
            for (int layer = 0; layer < 12; layer++)
                run.With(Quantity.GradNorm, $"fc{layer}.weight", Then(40, 17 * Math.Pow(10, layer - 11)));
            return run.Says("vanishing_gradient", 20, Severity.Warning, new Series(Quantity.GradNorm, "fc0.weight"), value: 1.7e-10);
        }
    }

    internal static MadeRun CorruptBatch => new MadeRun()
        .With(Quantity.Loss, Then(30, 0.2, [5.6e6, 0.5, .. Then(30, 0.2)])).With(Quantity.GradNorm, Then(30, 1.5, [1.2e4, 3, .. Then(30, 1.5)]))
        .With(Quantity.UpdateRatio, Then(62, 0.002)).With(Quantity.LearningRate, Then(62, 0.001)).Says("loss_spike", 30, Severity.Warning, last: 30);

    internal static MadeRun HalfPrecision => new MadeRun()
        .With(Quantity.Loss, 4.6, double.NaN, double.NaN).With(Quantity.GradNorm, double.NaN, double.NaN, double.NaN)
        .With(Quantity.GradMax, double.NaN, double.NaN, double.NaN).With(Quantity.LearningRate, 0.01, 0.01, 0.01).Says("non_finite", 0);

    internal static MadeRun LogOfZero => new MadeRun()
        .With(Quantity.Loss, [.. Growing(0.74, 0.97, 60), double.NaN, double.NaN]).With(Quantity.GradNorm, Then(60, 0.3, double.NaN, double.NaN))
        .With(Quantity.UpdateRatio, Then(60, 0.006, double.NaN, double.NaN)).With(Quantity.LearningRate, Then(62, 0.02))
        .Says("non_finite", 60, of: new Series(Quantity.Loss));

    internal static MadeRun HeavyTails
    {
        get
        {
            double[] norms = [.. Enumerable.Range(0, 400).Select(step => step > 20 && step % 37 == 0 ? 300.0 : 10 + step % 3)];
            return new MadeRun().With(Quantity.Loss, [.. norms.Select(norm => norm / 10)]).With(Quantity.GradNorm, norms)
                .With(Quantity.LearningRate, Then(400, 0.01)).Says("gradient_spike", 37, Severity.Warning, last: 370);
        }
    }

    internal static MadeRun ForgetfulAdam => new MadeRun()
        .With(Quantity.Loss, [.. Growing(2, 0.9, 80), .. Then(20, 5e-4), .. Growing(6e-4, 1.6, 20)])
        .With(Quantity.GradNorm, [.. Growing(2, 0.9, 80), .. Then(22, 5e-4), .. Growing(8e-4, 1.6, 18)])
        .With(Quantity.UpdateRatio, [.. Growing(0.05, 0.95, 80), .. Then(18, 1e-4), 0.02, 0.03, .. Then(20, 0.03)])
        .With(Quantity.ParamNorm, Then(120, 8.0)).With(Quantity.LearningRate, Then(120, 1e-3)).Says("gradient_growth", 100);

    internal static MadeRun GrowingWeights => new MadeRun()
        .With(Quantity.Loss, [.. Then(200, 1.0), .. Growing(1, 1.3, 20)]).With(Quantity.GradNorm, [.. Then(200, 2.0), .. Growing(2, 1.3, 20)])
        .With(Quantity.ParamNorm, Growing(10, 1.012, 220)).With(Quantity.UpdateRatio, Then(220, 0.004)).Says("gradient_growth", 200);

    internal static IReadOnlyList<MadeRun> All =>
    [
        RateTooHigh, RateJump, NoWarmup, BadWeights, RawInputs, Recurrent, DeepAmplifier, Vanishing, CorruptBatch, HalfPrecision, LogOfZero, HeavyTails,
        ForgetfulAdam, GrowingWeights,
    ];
}
