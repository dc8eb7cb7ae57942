using System.Globalization;

namespace GradWatch.Server.Tests;

/// <summary>Batches of a small run: a loss, a norm, and the norm of one tensor.</summary>
internal static class SomeRows
{
    internal static string Json(int steps, Func<int, double> norm, int first = 0) => $$"""{ "rows": [{{string.Join(',',
        Enumerable.Range(first, steps).Select(step => Row(step, norm(step))))}}] }""";

    private static string Row(int step, double norm)
    {
        string value = norm.ToString("R", CultureInfo.InvariantCulture);
        return $$$"""{ "step": {{{step}}}, "values": { "loss": 1.5, "grad_norm": {{{value}}} }, "tensors": { "grad_norm": { "fc.weight": {{{value}}} } } }""";
    }
}
