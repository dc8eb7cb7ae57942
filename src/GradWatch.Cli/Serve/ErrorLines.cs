using Microsoft.Extensions.Logging;

namespace GradWatch.Cli.Serve;

/// <summary>Faults of the server, a line each on the error output.</summary>
internal sealed class ErrorLines(TextWriter errors) : ILoggerProvider
{
    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Lines(errors, categoryName);

    /// <inheritdoc/>
    public void Dispose()
    {
        // The error output belongs to the process.
    }

    private sealed class Lines(TextWriter errors, string category) : ILogger
    {
        // A start that fails is told once, in our words.
        private readonly bool _silent = category == "Microsoft.Extensions.Hosting.Internal.Host";

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error && !_silent;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel))
                return;
            string detail = exception is null ? "" : $": {exception.GetType().Name}: {exception.Message}";
            errors.WriteLine($"{CommandLine.Name}: {formatter(state, exception)}{detail}");
        }
    }
}
