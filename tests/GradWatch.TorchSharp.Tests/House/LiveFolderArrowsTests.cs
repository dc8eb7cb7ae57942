using System.Text.RegularExpressions;
using Xunit;

namespace GradWatch.TorchSharp.Tests.House;

/// <summary>Who may see whom in the live watch: measuring knows no guard, checks before training know no watch; the root joins them.</summary>
public sealed partial class LiveFolderArrowsTests
{
    private static readonly Dictionary<string, string[]> Folders = new()
    {
        ["Native"] = [],
        ["Checks"] = [],
        ["Snapshots"] = ["Native"],
        ["Watching"] = ["Native"],
        ["Weights"] = ["Checks", "Native"],
        ["Inputs"] = ["Checks", "Native"],
        ["Architecture"] = ["Checks", "Weights"],
        ["Rates"] = ["Checks", "Snapshots", "Watching", "Weights"],
        ["Guarding"] = ["Native", "Rates", "Snapshots", "Watching"],
        ["Tracing"] = ["Native", "Snapshots", "Watching"],
        ["Trials"] = ["Snapshots", "Weights"],
    };

    public static TheoryData<string> Names => [.. Folders.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_folder_sees_only_those_before_it(string folder)
    {
        string[] files = Directory.GetFiles(Path.Combine(Library, folder), "*.cs", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        List<string> wrong = [];
        foreach (string file in files)
        {
            foreach (Match seen in Seen().Matches(File.ReadAllText(file)))
            {
                string name = seen.Groups[1].Value;
                if (name != folder && !Folders[folder].Contains(name))
                    wrong.Add($"{folder}/{Path.GetFileName(file)} sees {name}");
            }
        }
        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_folder_has_its_arrows()
    {
        string[] folders = [.. Directory.GetDirectories(Library).Select(path => Path.GetFileName(path)).Except(["bin", "obj", "Texts"])];
        Assert.Empty(folders.Except(Folders.Keys));
    }

    private static string Library => Path.Combine(TorchSharpApiTests.Root(), "src", "GradWatch.TorchSharp");

    // In a using line or written out; not a file's own namespace.
    [GeneratedRegex(@"(?<!namespace )\bGradWatch\.TorchSharp\.([A-Z]\w+)")]
    private static partial Regex Seen();
}
