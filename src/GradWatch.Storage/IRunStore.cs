namespace GradWatch.Storage;

/// <summary>Runs, kept. Two implementations pass one contract test: an embedded one and one on PostgreSQL. Thread-safe.</summary>
public interface IRunStore : IRunCatalog, IRunLog, IRunUpkeep, IAsyncDisposable
{
    /// <summary>Where it is, for people: a path, or a server and database without the password.</summary>
    string Place { get; }
}
