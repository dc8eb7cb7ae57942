namespace GradWatch.Metering;

/// <summary>What OpenTelemetry and <c>dotnet-counters</c> know the measurements by.</summary>
public static class MeterNames
{
    /// <summary>The meter: <c>AddMeter(MeterNames.Meter)</c>.</summary>
    public const string Meter = "GradWatch";

    /// <summary>The tag that names the run, where it was given a name for it.</summary>
    public const string Run = "gradwatch.run";

    /// <summary>The tag with the id of a detector.</summary>
    public const string Detector = "gradwatch.detector";

    /// <summary>The tag with a severity: <c>info</c>, <c>warning</c>, <c>critical</c>.</summary>
    public const string Severity = "gradwatch.severity";

    /// <summary>The tag with a quantity as it is written in data.</summary>
    public const string Quantity = "gradwatch.quantity";

    /// <summary>The tag with what a guard did: <c>clip</c>, <c>skip</c>, <c>lower_learning_rate</c>, <c>raise_learning_rate</c>, <c>roll_back</c>, <c>stop</c>.</summary>
    public const string Action = "gradwatch.action";
}
