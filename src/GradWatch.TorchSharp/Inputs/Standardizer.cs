using GradWatch.Observations;
using GradWatch.Statistics;
using TorchSharp;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Inputs;

/// <summary>Brings each feature to mean 0 and standard deviation 1, by statistics gathered over the training set batch by batch.</summary>
/// <remarks>NaN and infinities are counted, left out of the statistics and left in the data. A feature that is always the same becomes 0.
/// Not thread-safe: fit one for each part of the data and <see cref="Merge"/> them.</remarks>
public sealed class Standardizer
{
    private FeatureStatistics? _statistics;

    /// <summary>With the features along a dimension: −1 the last (tables), 1 the channels of images [N, C, H, W].</summary>
    public Standardizer(int dimension = -1) => Dimension = dimension;

    internal Standardizer(int dimension, FeatureStatistics statistics) : this(dimension) => _statistics = statistics;

    /// <summary>The dimension that features lie along, as it was given.</summary>
    public int Dimension { get; }

    /// <summary>The features' statistics; none before <see cref="Fit(Tensor)"/>.</summary>
    public IReadOnlyList<ColumnStatistics> Features => _statistics?.Columns ?? [];

    /// <summary>Reads one batch more. Throws where it has another number of features than those before.</summary>
    public Standardizer Fit(Tensor batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        _statistics ??= new FeatureStatistics((int)batch.shape[FeatureLayout.Dimension(batch, Dimension)]);
        FeatureLayout.Add(_statistics, batch, Dimension);
        return this;
    }

    /// <summary>Reads rows more, laid out as [rows, features].</summary>
    public Standardizer Fit(ReadOnlySpan<float> rows, int features)
    {
        (_statistics ??= new FeatureStatistics(features)).Add(Whole(rows, features));
        return this;
    }

    /// <inheritdoc cref="Fit(ReadOnlySpan{float}, int)"/>
    public Standardizer Fit(ReadOnlySpan<double> rows, int features)
    {
        (_statistics ??= new FeatureStatistics(features)).Add(Whole(rows, features));
        return this;
    }

    /// <summary>Adds what another saw of the same data. Throws where it has other features.</summary>
    public Standardizer Merge(Standardizer other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other._statistics is { } theirs)
        {
            _statistics ??= new FeatureStatistics(theirs.Features);
            _statistics.Merge(theirs);
        }
        return this;
    }

    /// <summary>(x − mean) / deviation, worked out in double. The result is of the batch's own floating type, of float32 for integers.</summary>
    public Tensor Transform(Tensor batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return Apply(batch, (values, mean, deviation) => values.sub(mean).div(deviation));
    }

    /// <summary>x · deviation + mean: what <see cref="Transform"/> was given.</summary>
    public Tensor Inverse(Tensor batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return Apply(batch, (values, mean, deviation) => values.mul(deviation).add(mean));
    }

    /// <summary>Writes the statistics to a file, whole or not at all.</summary>
    public void Save(string path) => StandardizerFile.Write(this, path);

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or is something else.</exception>
    public static Standardizer Load(string path) => StandardizerFile.Read(path);

    /// <summary>The features' mean and standard deviation as observations for a monitor, at the step that comes next.</summary>
    public IEnumerable<Observation> Observations(long step = 0) =>
        Features.SelectMany((feature, i) => InputSeries.Of(InputSeries.Name(i), feature, step));

    private static ReadOnlySpan<T> Whole<T>(ReadOnlySpan<T> rows, int features)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(features, 1);
        return rows.Length % features == 0
            ? rows
            : throw new ArgumentException($"{rows.Length} values are not rows of {features}", nameof(rows));
    }

    private Tensor Apply(Tensor batch, Func<Tensor, Tensor, Tensor, Tensor> arithmetic)
    {
        if (_statistics is not { } statistics)
            throw new InvalidOperationException("there are no statistics: call Fit first");
        int along = FeatureLayout.Dimension(batch, Dimension);
        if (batch.shape[along] != statistics.Features)
            throw new ArgumentException($"{batch.shape[along]} features where there are {statistics.Features}", nameof(batch));
        using DisposeScope scope = NewDisposeScope();
        long[] shape = [.. Enumerable.Range(0, (int)batch.dim()).Select(i => i == along ? statistics.Features : 1L)];
        Tensor Along(Func<ColumnStatistics, double> value) =>
            tensor(statistics.Columns.Select(value).ToArray(), float64).reshape(shape).to(batch.device);
        Tensor result = arithmetic(batch.to(float64), Along(feature => feature.Mean), Along(DivisorOf));
        return result.to(batch.is_floating_point() ? batch.dtype : ScalarType.Float32).MoveToOuterDisposeScope();
    }

    private static double DivisorOf(ColumnStatistics feature) => feature.StandardDeviation > 0 ? feature.StandardDeviation : 1;
}
