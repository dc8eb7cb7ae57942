using GradWatch.Observations;

namespace GradWatch.Logs.Mapping;

/// <summary>What becomes of a key's values.</summary>
/// <param name="Use">What the key is for.</param>
/// <param name="Series">The series that its values belong to; null for none.</param>
internal readonly record struct KeyTarget(KeyUse Use, Series? Series = null);
