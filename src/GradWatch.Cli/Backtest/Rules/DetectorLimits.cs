using System.Reflection;
using GradWatch.Detectors;

namespace GradWatch.Cli.Backtest.Rules;

/// <summary>The limits of all detectors, read off their options: a new one can be backtested without a line here.</summary>
internal static class DetectorLimits
{
    private static readonly IReadOnlyList<IDetector> BuiltIn = BuiltInDetectors.All();
    private static readonly Dictionary<string, IReadOnlyList<DetectorLimit>> Limits = BuiltIn.ToDictionary(detector => detector.Id, Read);

    /// <summary>The ids of the detectors, in the order in which they run.</summary>
    internal static IReadOnlyList<string> Detectors { get; } = [.. BuiltIn.Select(detector => detector.Id)];

    internal static IReadOnlyList<DetectorLimit> Of(string detector) => Limits[detector];

    /// <summary>A fresh detector with some of its limits moved.</summary>
    internal static IDetector Build(string detector, IEnumerable<LimitSetting> settings)
    {
        Type type = BuiltIn.Single(built => built.Id == detector).GetType();
        object options = Activator.CreateInstance(OptionsOf(type))!;
        foreach (LimitSetting setting in settings)
            setting.Limit.Set(options, setting.Value);
        return (IDetector)Activator.CreateInstance(type, options)!;
    }

    private static IReadOnlyList<DetectorLimit> Read(IDetector detector)
    {
        Type options = OptionsOf(detector.GetType());
        object defaults = Activator.CreateInstance(options)!;
        return
        [
            .. options.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(property => property.CanWrite && property.PropertyType is { } type && (type == typeof(int) || type == typeof(double)))
                .Select(property => new DetectorLimit(detector.Id, property, Convert.ToDouble(property.GetValue(defaults), null))),
        ];
    }

    private static Type OptionsOf(Type detector) => detector.GetConstructors()[0].GetParameters()[0].ParameterType;
}
