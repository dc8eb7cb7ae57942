namespace GradWatch.Server.Otlp;

/// <summary>What could not be taken of a request.</summary>
internal sealed class OtlpOutcome
{
    private const int MostNamed = 10;
    private readonly SortedSet<string> _names = new(StringComparer.Ordinal);
    private long _rejected;

    internal void Reject(string name)
    {
        _rejected++;
        if (_names.Count <= MostNamed)
            _names.Add(name);
    }

    internal MetricsResponse ToResponse() => _rejected == 0 ? new MetricsResponse() : new MetricsResponse
    {
        PartialSuccess = new PartialSuccess
        {
            RejectedDataPoints = _rejected,
            ErrorMessage = $"no quantity of training: {string.Join(", ", _names.Take(MostNamed))}{(_names.Count > MostNamed ? ", …" : "")}",
        },
    };
}
