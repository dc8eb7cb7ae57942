using System.Security.Cryptography;

namespace GradWatch.Storage.Runs;

/// <summary>Identities of runs: safe in an address, a file name and a shell.</summary>
public static class RunIds
{
    /// <summary>Characters at most.</summary>
    public const int LongestLength = 64;

    private const string Letters = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>A new identity: 16 letters and digits, of which none is easily mistaken for another.</summary>
    public static string New() => RandomNumberGenerator.GetString(Letters, 16);

    /// <summary>True for 1 to 64 of <c>A-Z a-z 0-9 . _ -</c>, not beginning with a dot.</summary>
    public static bool IsValid(string? id) =>
        id is { Length: > 0 and <= LongestLength } && id[0] != '.'
        && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-');
}
