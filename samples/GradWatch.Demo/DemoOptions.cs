using GradWatch.Cli;
using GradWatch.Demo.Experiments;
using GradWatch.Demo.Texts;
using GradWatch.Wording;

namespace GradWatch.Demo;

/// <summary>What may be said on the command line: <c>--lang en|ru</c>, <c>--output DIR</c>, <c>--seed N</c>, <c>--chapter N</c>.</summary>
internal sealed record DemoOptions
{
    private const string UsualFolder = "demo-output";
    private static readonly string[] Names = ["--lang", "--output", "--seed", "--chapter"];

    public Language Language { get; init; }

    /// <summary>Where the report and the charts are written.</summary>
    public string Folder { get; init; } = UsualFolder;

    public int Seed { get; init; } = 1;

    /// <summary>The one training to show, from 1; all when null.</summary>
    public int? Chapter { get; init; }

    /// <summary>The options; null after telling what is wrong with them.</summary>
    internal static DemoOptions? Of(string[] args)
    {
        Language language = Languages.Of(args);
        var options = new DemoOptions { Language = language };
        for (int i = 0; i < args.Length; i += 2)
        {
            string? value = i + 1 < args.Length ? args[i + 1] : null;
            switch (Array.IndexOf(Names, args[i]), value)
            {
                case (0, "en" or "ru"):
                    break;
                case (1, not null):
                    options = options with { Folder = value };
                    break;
                case (2, not null) when int.TryParse(value, out int seed):
                    options = options with { Seed = seed };
                    break;
                case (3, not null) when int.TryParse(value, out int chapter) && chapter >= 1 && chapter <= Chapters.All.Length:
                    options = options with { Chapter = chapter };
                    break;
                default:
                    Console.Error.WriteLine(DemoTexts.Format(language, "usage", args[i], Chapters.All.Length));
                    return null;
            }
        }
        return options;
    }
}
