using System.Text.Json.Serialization;

namespace GradWatch.TorchSharp.Inputs;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(StandardizerFile.Content))]
internal sealed partial class StandardizerJson : JsonSerializerContext;
