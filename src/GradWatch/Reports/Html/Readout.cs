using System.Globalization;
using GradWatch.Observations;
using GradWatch.Wording;

namespace GradWatch.Reports.Html;

/// <summary>How a value of a quantity is written: what was measured in three digits, what was set as it is.</summary>
internal static class Readout
{
    private const string SettingDigits = "e3";

    /// <summary>A value: <c>4.62e3</c> of a norm, <c>0.05</c> of a learning rate.</summary>
    public static string Of(Quantity quantity, double value) =>
        quantity is Quantity.LearningRate or Quantity.LossScale or Quantity.ClipCoefficient or Quantity.GradNonFinite
            ? Setting(value)
            : Figures.Format(value);

    /// <summary>A setting: four digits without trailing zeros; whole numbers in full.</summary>
    public static string Setting(double value)
    {
        if (!double.IsFinite(value))
            return Figures.Format(value);
        double size = Math.Abs(value);
        if (size < 1e9 && Math.Floor(size) == size)
            return Figures.Plain(value);
        double rounded = double.Parse(value.ToString(SettingDigits, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        if (size is >= 1e-3 and < 1e6)
            return Figures.Plain(rounded);
        return rounded.ToString("0.###e0", CultureInfo.InvariantCulture);
    }
}
