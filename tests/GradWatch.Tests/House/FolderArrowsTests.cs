using System.Text.RegularExpressions;
using Xunit;

namespace GradWatch.Tests.House;

/// <summary>Who may see whom: the stages of the pipeline are folders, and their using lines run one way.</summary>
public sealed partial class FolderArrowsTests
{
    /// <summary>What each stage may see besides itself. Wording is how any of them speaks.</summary>
    private static readonly Dictionary<string, string[]> Stages = new()
    {
        ["Observations"] = [],
        ["Statistics"] = [],
        ["Wording"] = [],
        ["Metering"] = [],
        ["Detectors"] = ["Observations", "Statistics", "Wording"],
        ["Episodes"] = ["Detectors", "Observations", "Wording"],
        ["Diagnosis"] = ["Episodes", "Detectors", "Observations", "Statistics", "Wording"],
        ["Remedies"] = ["Diagnosis", "Episodes", "Detectors", "Observations", "Statistics", "Wording"],
        ["Guard"] = ["Remedies", "Diagnosis", "Episodes", "Detectors", "Observations", "Statistics", "Wording"],
        ["Reports"] = ["Guard", "Remedies", "Diagnosis", "Episodes", "Detectors", "Observations", "Statistics", "Wording"],
    };

    /// <summary>What of a stage others may see, where that is not all of it.</summary>
    private static readonly Dictionary<string, string[]> Values = new()
    {
        // Later stages see findings, never the detectors that made them.
        ["Detectors"] = ["Finding", "Severity"],
    };

    public static TheoryData<string> Folders => [.. Stages.Keys];

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_stage_sees_only_the_stages_before_it(string stage)
    {
        List<string> wrong = [];
        foreach (string file in Repository.Sources("src/GradWatch/" + stage))
        {
            foreach (string seen in Seen(Read(stage, file)))
            {
                if (seen != stage && !Stages[stage].Contains(seen))
                    wrong.Add($"{stage}/{file} sees {seen}");
            }
        }
        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_folder_of_the_library_is_a_stage()
    {
        string[] folders = [.. Directory.GetDirectories(Repository.PathOf("src/GradWatch")).Select(path => Path.GetFileName(path)!)];
        Assert.Empty(folders.Except([.. Stages.Keys, "bin", "obj"]));
    }

    [Fact]
    public void Only_the_monitor_stands_outside_the_stages()
    {
        string[] root = [.. Repository.Sources("src/GradWatch").Where(file => !file.Contains('/'))];
        Assert.All(root, file => Assert.StartsWith("TrainingMonitor", file));
    }

    [Theory]
    [InlineData("Episodes")]
    [InlineData("Diagnosis")]
    [InlineData("Remedies")]
    [InlineData("Guard")]
    [InlineData("Reports")]
    public void Later_stages_see_what_detectors_say_and_no_detector(string stage)
    {
        string[] hidden =
        [
            .. Repository.Sources("src/GradWatch/Detectors").Select(file => Path.GetFileNameWithoutExtension(file)!)
                .Except(Values["Detectors"]).Select(name => name == "Detector" ? "Detector<" : name),
        ];
        foreach (string file in Repository.Sources("src/GradWatch/" + stage))
        {
            string code = Comment().Replace(Read(stage, file), "");
            Assert.DoesNotContain(hidden, name => Regex.IsMatch(code, $@"\b{name}(?!\w)"));
        }
    }

    [Fact]
    public void The_readers_see_observations_and_descriptions_and_no_later_stage()
    {
        string[] allowed = ["Observations", "Statistics", "Reports", "Wording", "Logs"];
        foreach (string file in Repository.Sources("src/GradWatch.Logs").Where(file => !file.StartsWith("Inspection/", StringComparison.Ordinal)))
        {
            string code = File.ReadAllText(Repository.PathOf("src/GradWatch.Logs/" + file));
            Assert.Empty(Seen(code).Except(allowed).Select(seen => $"{file} sees {seen}"));
        }
    }

    [Fact]
    public void Inspection_judges_checkpoints_by_the_lines_of_the_detectors_and_sees_no_later_stage()
    {
        string[] allowed = ["Detectors", "Statistics", "Wording", "Logs"];
        foreach (string file in Repository.Sources("src/GradWatch.Logs/Inspection"))
        {
            string code = File.ReadAllText(Repository.PathOf("src/GradWatch.Logs/Inspection/" + file));
            Assert.Empty(Seen(code).Except(allowed).Select(seen => $"{file} sees {seen}"));
        }
    }

    [Fact]
    public void There_are_no_global_usings()
    {
        string[] found = [.. Repository.Sources("src").Where(file =>
            File.ReadLines(Repository.PathOf("src/" + file)).Any(line => line.StartsWith("global using", StringComparison.Ordinal)))];
        Assert.Empty(found);
    }

    private static string Read(string stage, string file) => File.ReadAllText(Repository.PathOf($"src/GradWatch/{stage}/{file}"));

    private static IEnumerable<string> Seen(string code) =>
        StageName().Matches(Comment().Replace(code, "")).Select(match => match.Groups[1].Value).Distinct();

    // In a using line or written out in the code; not the file's own namespace.
    [GeneratedRegex(@"(?<!namespace )\bGradWatch\.([A-Z]\w+)")]
    private static partial Regex StageName();

    [GeneratedRegex(@"//.*$|""[^""\n]*""", RegexOptions.Multiline)]
    private static partial Regex Comment();
}
