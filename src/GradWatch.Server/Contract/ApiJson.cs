using System.Text.Json.Serialization;
using GradWatch.Server.Live;
using Microsoft.AspNetCore.Mvc;

namespace GradWatch.Server.Contract;

/// <summary>How the contract is written: snake_case, and numbers that are not finite by name.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(ServerAnswer))]
[JsonSerializable(typeof(RunsAnswer))]
[JsonSerializable(typeof(RunResource))]
[JsonSerializable(typeof(SeriesAnswer))]
[JsonSerializable(typeof(HeatAnswer))]
[JsonSerializable(typeof(EpisodesAnswer))]
[JsonSerializable(typeof(EntriesAnswer))]
[JsonSerializable(typeof(OpenedAnswer))]
[JsonSerializable(typeof(SchemaAnswer))]
[JsonSerializable(typeof(BatchAnswer))]
[JsonSerializable(typeof(BatchRequest))]
[JsonSerializable(typeof(OpenRequest))]
[JsonSerializable(typeof(SchemaRequest))]
[JsonSerializable(typeof(EndRequest))]
[JsonSerializable(typeof(ChangeRequest))]
[JsonSerializable(typeof(HealthAnswer))]
[JsonSerializable(typeof(SeriesListEvent))]
[JsonSerializable(typeof(DeletedEvent))]
[JsonSerializable(typeof(ProblemDetails))]
internal sealed partial class ApiJson : JsonSerializerContext;
