namespace GradWatch.Logs.Following;

/// <summary>What a look at a growing log showed.</summary>
/// <param name="Format">The id of its format.</param>
/// <param name="Rows">Whole rows in it, as far as they are counted: so many can be read without waiting.</param>
internal readonly record struct LogGlance(string Format, int Rows);
