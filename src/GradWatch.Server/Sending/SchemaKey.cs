namespace GradWatch.Server.Sending;

/// <summary>A schema of a run, or of one writer of it.</summary>
internal readonly record struct SchemaKey(string? Writer, uint Number);
