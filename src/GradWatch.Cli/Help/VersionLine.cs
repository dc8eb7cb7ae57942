using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;

namespace GradWatch.Cli.Help;

/// <summary><c>--version</c>: the name and the version, without the commit that the build adds.</summary>
internal sealed class VersionLine : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        Console.Out.WriteLine($"{CommandLine.Name} {Version}");
        return ExitStatus.Calm;
    }

    internal static string Version =>
        typeof(VersionLine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";
}
