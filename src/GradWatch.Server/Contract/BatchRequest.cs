namespace GradWatch.Server.Contract;

/// <summary>A batch in JSON, as it is documented; it is read without making such objects.</summary>
public sealed record BatchRequest(IReadOnlyList<BatchRow> Rows, long? Lost, string? Status);

/// <summary>A step: values by name, and values of tensors by quantity and tensor.</summary>
public sealed record BatchRow(long Step, Dictionary<string, double>? Values, Dictionary<string, Dictionary<string, double>>? Tensors);
