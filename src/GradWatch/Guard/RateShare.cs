namespace GradWatch.Guard;

/// <summary>The share of the scheduled learning rate that is in force: 1, or less after cuts.</summary>
public sealed class RateShare
{
    private double _recovery;

    /// <summary>The share, above 0 and at most 1.</summary>
    public double Value { get; private set; } = 1;

    /// <summary>Multiplies the share, not below a minimum; false when it is there already.</summary>
    /// <param name="factor">At most 1.</param>
    /// <param name="minimum">The least share.</param>
    /// <param name="recoverySteps">Steps in which this cut is taken back; 0: it stays.</param>
    public bool Cut(double factor, double minimum, int recoverySteps)
    {
        double cut = Math.Max(Value * factor, Math.Min(minimum, Value));
        if (cut >= Value)
            return false;
        Value = cut;
        _recovery = recoverySteps > 0 ? Math.Pow(1 / factor, 1.0 / recoverySteps) : 1;
        return true;
    }

    /// <summary>Takes a quiet step's part of a cut back; true when that ends the last cut.</summary>
    public bool Recover()
    {
        if (Value >= 1 || _recovery <= 1)
            return false;
        // Rounding must not leave the rate a hair below its schedule for good.
        Value = Value * _recovery >= 1 - 1e-9 ? 1 : Value * _recovery;
        return Value == 1;
    }
}
