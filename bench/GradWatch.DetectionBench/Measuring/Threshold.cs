using System.Reflection;
using GradWatch.Detectors;

namespace GradWatch.DetectionBench.Measuring;

/// <summary>A limit of a built-in detector, found by reflection: a new one is measured without a word here.</summary>
internal sealed record Threshold(Type Detector, Type Options, PropertyInfo Property)
{
    internal static IReadOnlyList<Threshold> All { get; } =
    [
        .. from detector in BuiltInDetectors.All().Select(built => built.GetType())
           let options = detector.GetConstructors()[0].GetParameters().Select(parameter => parameter.ParameterType).FirstOrDefault()
           where options is not null
           from property in options.GetProperties()
           where property.CanWrite && (property.PropertyType == typeof(double) || property.PropertyType == typeof(int))
           select new Threshold(detector, options, property),
    ];

    internal string Name => $"{Options.Name}.{Property.Name}";

    /// <summary>The built-in detectors with some of their limits multiplied.</summary>
    internal static IEnumerable<IDetector> Detectors(IReadOnlyDictionary<Threshold, double> factors) =>
        BuiltInDetectors.All().Select(built => factors.Keys.Any(threshold => threshold.Detector == built.GetType())
            ? Moved(built.GetType(), factors) : built);

    private static IDetector Moved(Type detector, IReadOnlyDictionary<Threshold, double> factors)
    {
        object? limits = null;
        foreach ((Threshold threshold, double factor) in factors.Where(pair => pair.Key.Detector == detector))
        {
            limits ??= Activator.CreateInstance(threshold.Options)!;
            object value = threshold.Property.GetValue(limits)!;
            threshold.Property.SetValue(limits, value is int whole ? (object)(int)Math.Round(whole * factor) : (double)value * factor);
        }
        return (IDetector)Activator.CreateInstance(detector, limits)!;
    }
}
