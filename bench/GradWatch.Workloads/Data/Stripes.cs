using static TorchSharp.torch;

namespace GradWatch.Workloads.Data;

/// <summary>Noisy images of stripes in four directions.</summary>
internal static class Stripes
{
    internal const int Directions = 4, Size = 16;
    private const double Noise = 2;

    /// <summary>Images [batch, 1, 16, 16] and their directions.</summary>
    internal static (Tensor Images, Tensor Directions) Batch(int batch)
    {
        Tensor directions = randint(Directions, [batch]);
        Tensor angle = (directions.to(float32) * (Math.PI / Directions)).view(batch, 1, 1);
        Tensor along = arange(Size, float32).view(1, Size, 1), across = arange(Size, float32).view(1, 1, Size);
        Tensor phase = rand(batch, 1, 1) * (2 * Math.PI);
        Tensor waves = ((along * angle.sin()) + (across * angle.cos()) + phase).sin();
        return ((waves + (randn(batch, Size, Size) * Noise)).unsqueeze(1), directions);
    }
}
