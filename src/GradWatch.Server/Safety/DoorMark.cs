using Microsoft.AspNetCore.Builder;

namespace GradWatch.Server.Safety;

/// <summary>Stands at an endpoint and says which token opens it.</summary>
internal sealed record DoorMark(Door Door);

/// <summary>Marks endpoints and groups of them.</summary>
internal static class DoorMarks
{
    internal static T Behind<T>(this T endpoints, Door door) where T : IEndpointConventionBuilder => endpoints.WithMetadata(new DoorMark(door));
}
