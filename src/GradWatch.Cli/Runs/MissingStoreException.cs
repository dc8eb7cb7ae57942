namespace GradWatch.Cli.Runs;

/// <summary>A store that is to be read is not there.</summary>
internal sealed class MissingStoreException(string place) : Exception($"there is no store in {place}");
