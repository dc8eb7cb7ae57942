using CsCheck;
using GradWatch.Statistics;
using GradWatch.TorchSharp.Inputs;
using Xunit;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tests.Inputs;

public sealed class StandardizerTests
{
    private static readonly Gen<(double[] Values, int Features)> Tables = Gen.Select(Gen.Int[1, 5], Gen.Int[2, 20])
        .SelectMany(shape => Gen.Double[-1e4, 1e4].Array[shape.Item1 * shape.Item2].Select(values => (values, shape.Item1)));

    [Fact]
    public void What_is_transformed_has_mean_0_and_deviation_1_and_comes_back() => Tables.Sample(table =>
    {
        LibTorch.Require();
        using Tensor data = tensor(table.Values).reshape(-1, table.Features);
        Standardizer standardizer = new Standardizer().Fit(data);
        using Tensor standard = standardizer.Transform(data), back = standardizer.Inverse(standard);
        foreach (ColumnStatistics column in new Standardizer().Fit(standard).Features)
        {
            Assert.Equal(0, column.Mean, 1e-9);
            Assert.Equal(1, column.StandardDeviation, 1e-6);
        }
        using Tensor error = back.sub(data).abs().max();
        Assert.True(error.item<double>() < 1e-8);
    }, iter: 50);

    [Fact]
    public void Batches_and_merged_parts_say_what_one_pass_says() => Tables.Sample(table =>
    {
        LibTorch.Require();
        int rows = table.Values.Length / table.Features, first = rows / 2 * table.Features;
        Standardizer whole = new Standardizer().Fit(table.Values, table.Features);
        Standardizer batches = new Standardizer().Fit(table.Values.AsSpan(0, first), table.Features).Fit(table.Values.AsSpan(first), table.Features);
        Standardizer merged = new Standardizer().Fit(table.Values.AsSpan(first), table.Features)
            .Merge(new Standardizer().Fit(table.Values.AsSpan(0, first), table.Features));
        foreach (Standardizer other in new[] { batches, merged })
        {
            foreach ((ColumnStatistics one, ColumnStatistics two) in whole.Features.Zip(other.Features))
            {
                Assert.Equal(one.Count, two.Count);
                Assert.Equal(one.Mean, two.Mean, 1e-8);
                Assert.Equal(one.StandardDeviation, two.StandardDeviation, 1e-8);
            }
        }
    }, iter: 50);

    [Fact]
    public void A_constant_feature_becomes_0_and_NaN_is_counted_and_stays()
    {
        LibTorch.Require();
        using Tensor data = tensor(new[] { 5f, 1f, 5f, float.NaN, 5f, 3f }).reshape(3, 2);
        Standardizer standardizer = new Standardizer().Fit(data);
        using Tensor standard = standardizer.Transform(data);
        Assert.Equal([0f, -1f, 0f, float.NaN, 0f, 1f], standard.data<float>().ToArray());
        Assert.Equal((1, 2), (standardizer.Features[1].NaN, standardizer.Features[1].Count));
    }

    [Fact]
    public void The_channels_of_images_are_features_of_dimension_1()
    {
        LibTorch.Require();
        using Generator generator = new(1, CPU);
        using Tensor images = randn([8, 3, 5, 4], generator: generator).mul(2).add(7);
        Standardizer standardizer = new Standardizer(dimension: 1).Fit(images);
        Assert.Equal(3, standardizer.Features.Count);
        using Tensor standard = standardizer.Transform(images), means = standard.mean([0, 2, 3]), deviations = standard.std([0, 2, 3], false);
        Assert.True(means.abs().max().item<float>() < 1e-6);
        Assert.True(deviations.sub(1).abs().max().item<float>() < 1e-5);
    }

    [Fact]
    public void A_small_spread_about_a_large_mean_is_not_lost_in_single_precision()
    {
        LibTorch.Require();
        using Tensor data = tensor(new[] { 1e6f, 1e6f + 1, 1e6f, 1e6f + 1 }).reshape(4, 1);
        using Tensor standard = new Standardizer().Fit(data).Transform(data);
        Assert.Equal([-1f, 1f, -1f, 1f], standard.data<float>().ToArray());
        Assert.Equal(ScalarType.Float32, standard.dtype);
    }

    [Fact]
    public void Saved_statistics_are_read_back_to_the_bit()
    {
        LibTorch.Require();
        using var folder = new TemporaryFolder();
        Standardizer standardizer = new Standardizer(1).Fit([1.1, double.NaN, 3e300, -4e-300, 0, 1], 3);
        standardizer.Save(folder.File("standardizer.json"));
        Standardizer read = Standardizer.Load(folder.File("standardizer.json"));
        Assert.Equal(standardizer.Dimension, read.Dimension);
        Assert.Equal(standardizer.Features, read.Features);
        Assert.Equal(["standardizer.json"], Directory.GetFiles(folder.Path).Select(Path.GetFileName));
    }

    /// <summary>Every byte flipped in turn: the file is refused, or means the same.</summary>
    [Fact]
    public void A_damaged_file_is_refused()
    {
        using var folder = new TemporaryFolder();
        Standardizer standardizer = new Standardizer().Fit([1.1, 2.2, 3.3, 4.4], 2);
        string path = folder.File("standardizer.json");
        standardizer.Save(path);
        byte[] whole = File.ReadAllBytes(path);
        for (int i = 0; i < whole.Length; i++)
        {
            byte[] damaged = [.. whole];
            damaged[i] ^= 1;
            File.WriteAllBytes(path, damaged);
            if (Record.Exception(() => Standardizer.Load(path)) is { } fault)
                Assert.IsType<InvalidDataException>(fault);
            else
                Assert.Equal(standardizer.Features, Standardizer.Load(path).Features);
            File.WriteAllBytes(path, whole[..i]);
            Assert.Throws<InvalidDataException>(() => Standardizer.Load(path));
        }
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        LibTorch.Require();
        using Tensor two = zeros(3, 2), three = zeros(3, 3), flat = zeros(3);
        Standardizer standardizer = new Standardizer().Fit(two);
        Assert.Throws<ArgumentException>(() => standardizer.Fit(three));
        Assert.Throws<ArgumentException>(() => standardizer.Transform(three));
        Assert.Throws<ArgumentException>(() => new Standardizer().Fit(flat));
        Assert.Throws<ArgumentException>(() => new Standardizer().Fit([1f, 2f, 3f], 2));
        Assert.Throws<InvalidOperationException>(() => new Standardizer().Transform(two));
    }

    [Fact]
    public void Nothing_but_the_result_is_left_of_a_transform()
    {
        LibTorch.Require();
        using Tensor data = ones(4, 2);
        Standardizer standardizer = new Standardizer().Fit(data);
        using global::TorchSharp.DisposeScope scope = NewDisposeScope();
        using Tensor standard = standardizer.Transform(data);
        Assert.Equal(1, scope.DisposablesCount);
    }
}
