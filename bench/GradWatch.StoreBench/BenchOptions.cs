namespace GradWatch.StoreBench;

/// <summary>What is asked for on the command line.</summary>
internal sealed record BenchOptions
{
    internal const string Usage = """
        Usage: dotnet run -c Release --project bench/GradWatch.StoreBench -- [options]
          --folder DIR      where the files of the embedded store are made, and removed after; the temporary folder unless given
          --postgres PLACE  postgres://user:password@host/database: measured too; its runs are removed after
          --write FILE      puts the tables between the markers of a page
          --short           a tenth of the steps
        """;

    /// <summary>Steps of the run that is read; a tenth with --short.</summary>
    internal int Steps { get; private init; } = 20_000;

    internal string Folder { get; private init; } = Path.GetTempPath();

    internal string? Postgres { get; private init; }

    internal string? Write { get; private init; }

    internal static BenchOptions? Of(string[] args, out string? fault)
    {
        BenchOptions options = new();
        fault = null;
        for (int i = 0; i < args.Length; i++)
        {
            string name = args[i];
            if (name == "--short")
            {
                options = options with { Steps = options.Steps / 10 };
                continue;
            }
            if (name is not ("--folder" or "--postgres" or "--write") || i + 1 == args.Length)
            {
                fault = i + 1 == args.Length ? $"{name}: unknown, or its value is missing" : $"{name}: unknown";
                return null;
            }
            string value = args[++i];
            options = name switch
            {
                "--folder" => options with { Folder = value },
                "--postgres" => options with { Postgres = value },
                _ => options with { Write = value },
            };
        }
        return options;
    }
}
