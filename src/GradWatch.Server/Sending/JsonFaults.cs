using System.Text.Json;

namespace GradWatch.Server.Sending;

/// <summary>What the JSON reader says, without its own account of the place.</summary>
internal static class JsonFaults
{
    internal static string Plain(JsonException fault)
    {
        string message = fault.Message;
        int place = message.IndexOf(" Path: ", StringComparison.Ordinal);
        if (place < 0)
            place = message.IndexOf(" LineNumber: ", StringComparison.Ordinal);
        return $"{(place < 0 ? message : message[..place])} (line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1})";
    }
}
