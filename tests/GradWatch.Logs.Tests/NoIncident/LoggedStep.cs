namespace GradWatch.Logs.Tests.NoIncident;

/// <summary>What a training loop has to log at a step.</summary>
internal sealed record LoggedStep(long Step, double Loss, double Norm, double Rate);
