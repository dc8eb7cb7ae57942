using GradWatch.Cli.Texts;
using GradWatch.Wording;

namespace GradWatch.Cli;

/// <summary>What nobody foresaw: one line for the user, the stack for who asks.</summary>
internal static class Defects
{
    private const string Variable = "GRADWATCH_DEBUG";

    internal static int Tell(Exception defect, string? path, Language language)
    {
        Console.Error.WriteLine($"{CommandLine.Name}: {Describe(defect, path, language)}");
        ShowStack(defect);
        return ExitStatus.Unusable;
    }

    internal static void ShowStack(Exception defect)
    {
        if (Environment.GetEnvironmentVariable(Variable) is not (null or "" or "0"))
            Console.Error.WriteLine(defect);
    }

    internal static string Describe(Exception defect, string? path, Language language)
    {
        string what = $"{defect.GetType().Name}: {defect.Message}".ReplaceLineEndings(" ");
        return (path is null ? "" : $"{path}: ") + CliTexts.Format(language, "error.defect", what, Variable);
    }
}
