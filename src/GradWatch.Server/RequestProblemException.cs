namespace GradWatch.Server;

/// <summary>A request that cannot be answered as asked; the client gets a problem document of it (RFC 9457).</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="detail">What is wrong, and where: <c>rows[3].values.loss</c>.</param>
internal sealed class RequestProblemException(int status, string detail) : Exception(detail)
{
    internal int Status { get; } = status;

    /// <summary>Where a sequence number does not fit, the one that does.</summary>
    internal long? Expected { get; init; }

    /// <summary>When to come again; null where that would not help.</summary>
    internal TimeSpan? RetryAfter { get; init; }

    internal static RequestProblemException BadRequest(string detail) => new(400, detail);

    internal static RequestProblemException NoRun(string run) => new(404, $"there is no run {run}");

    internal static RequestProblemException TooLarge(string detail) => new(413, detail);

    internal static RequestProblemException TooMany(string detail) => new(429, detail) { RetryAfter = TimeSpan.FromSeconds(1) };
}
