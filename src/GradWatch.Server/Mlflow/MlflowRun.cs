namespace GradWatch.Server.Mlflow;

/// <summary>What the server remembers of a run that MLflow clients log to; calls for a run are taken one after the other.</summary>
internal sealed class MlflowRun
{
    internal SemaphoreSlim Turn { get; } = new(1);

    /// <summary>Null until it was read from the store.</summary>
    internal SeenPoints? Seen { get; set; }
}
