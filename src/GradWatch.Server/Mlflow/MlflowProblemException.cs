namespace GradWatch.Server.Mlflow;

/// <summary>What an MLflow client is told: a status and a code out of its own list.</summary>
internal sealed class MlflowProblemException(int status, string code, string message) : Exception(message)
{
    internal int Status { get; } = status;

    internal string Code { get; } = code;

    internal static MlflowProblemException Missing(string what) => new(404, "RESOURCE_DOES_NOT_EXIST", what);

    internal static MlflowProblemException Exists(string what) => new(400, "RESOURCE_ALREADY_EXISTS", what);

    internal static MlflowProblemException Wrong(string what) => new(400, "INVALID_PARAMETER_VALUE", what);
}
