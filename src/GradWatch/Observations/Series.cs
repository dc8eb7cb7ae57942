namespace GradWatch.Observations;

/// <summary>A quantity of one tensor, or of the whole model, over the run. Two with the same parts are equal.</summary>
/// <remarks>The hash is computed once: a series is looked up for every observation.</remarks>
public sealed class Series : IEquatable<Series>
{
    private readonly int _hash;

    /// <summary>Names a series.</summary>
    /// <param name="quantity">What is measured.</param>
    /// <param name="tensor">The tensor, module or feature it is measured on; null for the whole run.</param>
    /// <param name="component">The log's own name where a run has several of one quantity (the losses of a GAN); else null.</param>
    public Series(Quantity quantity, string? tensor = null, string? component = null)
    {
        Quantity = quantity;
        Tensor = tensor;
        Component = component;
        _hash = HashCode.Combine((int)quantity, tensor, component);
    }

    /// <summary>What is measured.</summary>
    public Quantity Quantity { get; }

    /// <summary>The tensor, module or feature; null for the whole run.</summary>
    public string? Tensor { get; }

    /// <summary>The log's own name where a run has several of one quantity; else null.</summary>
    public string? Component { get; }

    /// <summary>True when the series speaks of the whole run, not of one tensor.</summary>
    public bool IsOfRun => Tensor is null;

    /// <summary>The component's name where there is one, else the quantity's.</summary>
    public string Name => Component ?? Quantity.Name();

    /// <inheritdoc/>
    public bool Equals(Series? other) =>
        ReferenceEquals(this, other)
        || (other is not null && _hash == other._hash && Quantity == other.Quantity
            && Tensor == other.Tensor && Component == other.Component);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Series);

    /// <inheritdoc/>
    public override int GetHashCode() => _hash;

    /// <inheritdoc/>
    public override string ToString() => Tensor is null ? Name : $"{Name} {Tensor}";
}
