using System.Security.Cryptography;
using System.Text;
using GradWatch.Storage.Hosting;
using GradWatch.Storage.Runs;
using Microsoft.AspNetCore.Http;

namespace GradWatch.Server.Taps;

/// <summary>Opens the runs that other ways of sending name, within the server's limits.</summary>
internal sealed class RunDoor(IRunHosts hosts, Tally tally, ServerOptions options)
{
    private const int LongestWord = 40;

    internal async ValueTask<IRunHost> OpenAsync(RunStart start, CancellationToken cancel)
    {
        if (await hosts.FindAsync(start.Id, cancel).ConfigureAwait(false) is { } known)
            return known;
        if (tally.Runs >= options.MostRuns)
            throw new RequestProblemException(StatusCodes.Status429TooManyRequests, $"{options.MostRuns} runs are kept at most; delete some");
        return await hosts.OpenAsync(start, cancel).ConfigureAwait(false);
    }

    /// <summary>An id made of a name that people know and of all that tells the run from others: the same for the same.</summary>
    internal static string IdOf(string name, params ReadOnlySpan<string> parts)
    {
        string word = new([.. name.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' ? letter : '-').Take(LongestWord)]);
        return (word.Length > 0 ? word : "run") + "-" + HashOf(parts);
    }

    internal static string HashOf(params ReadOnlySpan<string> parts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts)))[..8]);
}
