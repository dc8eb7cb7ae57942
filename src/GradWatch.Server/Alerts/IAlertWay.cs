namespace GradWatch.Server.Alerts;

/// <summary>A way of telling somebody.</summary>
internal interface IAlertWay
{
    /// <summary>Its name as written in data: <c>webhook</c>, <c>command</c>.</summary>
    string Name { get; }

    /// <summary>Tells once; throws <see cref="AlertFailedException"/> when it could not.</summary>
    Task TellAsync(Alert alert, CancellationToken cancel);
}
