using static TorchSharp.torch;

/// <summary>Ten shapes, drawn at a random place with random strength on a noisy ground.</summary>
internal sealed class ShapeImages
{
    internal const int Classes = 10;
    private const int Side = 16;
    private const int Shape = 10;
    private const float Noise = 2.4f;

    private readonly Random _random = new(1);

    /// <summary>Images (count, 1, 16, 16) and the number of the shape in each.</summary>
    internal (Tensor Inputs, Tensor Labels) Next(int count)
    {
        float[] pixels = new float[count * Side * Side];
        long[] labels = new long[count];
        for (int image = 0; image < count; image++)
        {
            labels[image] = _random.Next(Classes);
            Draw(pixels.AsSpan(image * Side * Side, Side * Side), (int)labels[image]);
        }
        return (tensor(pixels, [count, 1, Side, Side]), tensor(labels));
    }

    private void Draw(Span<float> image, int label)
    {
        int left = _random.Next(Side - Shape), top = _random.Next(Side - Shape);
        float strength = 0.7f + 0.6f * _random.NextSingle();
        for (int y = 0; y < Side; y++)
        {
            for (int x = 0; x < Side; x++)
            {
                double u = (x - left - Shape / 2.0) / (Shape / 2.0), v = (y - top - Shape / 2.0) / (Shape / 2.0);
                bool inside = Math.Abs(u) <= 1 && Math.Abs(v) <= 1 && IsInk(label, u, v);
                image[y * Side + x] = (inside ? strength : 0) + Noise * (_random.NextSingle() - 0.5f);
            }
        }
    }

    // u and v run from -1 to 1 over the shape.
    private static bool IsInk(int label, double u, double v) => label switch
    {
        0 => Math.Abs(Math.Sqrt(u * u + v * v) - 0.75) < 0.25,
        1 => Math.Abs(u) < 0.25,
        2 => Math.Abs(v) < 0.25,
        3 => Math.Abs(u - v) < 0.3,
        4 => Math.Abs(u + v) < 0.3,
        5 => Math.Abs(u) < 0.2 || Math.Abs(v) < 0.2,
        6 => Math.Abs(Math.Abs(u) - Math.Abs(v)) < 0.25,
        7 => Math.Max(Math.Abs(u), Math.Abs(v)) > 0.7,
        8 => v > 0.6 || u < -0.6,
        _ => u * u + v * v < 0.5,
    };
}
