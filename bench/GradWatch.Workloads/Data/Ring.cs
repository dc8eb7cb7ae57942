using static TorchSharp.torch;

namespace GradWatch.Workloads.Data;

/// <summary>Eight small Gaussians on a circle.</summary>
internal static class Ring
{
    private const double Radius = 2, Spread = 0.1;
    private const int Modes = 8;

    internal static Tensor Points(int batch)
    {
        Tensor angle = randint(Modes, [batch]).to(float32) * (2 * Math.PI / Modes);
        return (stack([angle.cos(), angle.sin()], 1) * Radius) + (randn(batch, 2) * Spread);
    }
}
