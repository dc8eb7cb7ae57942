namespace GradWatch.TorchSharp.Weights.Reading;

/// <summary>What follows a module: what the user says, else what a run showed.</summary>
internal static class Told
{
    internal static Func<string, Activation?> Or(Func<string, Activation?>? user, IReadOnlyDictionary<string, Activation> seen) =>
        name => user?.Invoke(name) ?? (seen.TryGetValue(name, out Activation activation) ? activation : null);
}
