using System.Text.Json;

namespace GradWatch.Server.Sending;

/// <summary>A number, which may also be the name of one that is not finite.</summary>
internal static class JsonNumber
{
    internal const string Expected = "a number, \"NaN\", \"Infinity\" or \"-Infinity\" is expected";

    internal static bool TryRead(ref Utf8JsonReader json, out double value)
    {
        value = double.NaN;
        if (json.TokenType == JsonTokenType.Number)
            return json.TryGetDouble(out value);
        if (json.TokenType != JsonTokenType.String)
            return false;
        if (json.ValueTextEquals("NaN"u8))
            return true;
        value = json.ValueTextEquals("Infinity"u8) ? double.PositiveInfinity : double.NegativeInfinity;
        return value > 0 || json.ValueTextEquals("-Infinity"u8);
    }
}
