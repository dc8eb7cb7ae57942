using System.Text.RegularExpressions;
using Xunit;

namespace GradWatch.Tests.House;

/// <summary>Small files with names from the field.</summary>
public sealed partial class SizesAndNamesTests
{
    private const int LongestFile = 400;
    private const int MedianFile = 60;
    private const int NineOfTen = 250;
    private const int LongestLine = 180;

    private static readonly string[] BannedNames =
        ["Utils", "Util", "Helpers", "Helper", "Common", "Shared", "Core", "Managers", "Models", "Extensions", "Monitor"];

    [Fact]
    public void Files_are_short()
    {
        int[] lengths = [.. Repository.Sources("src").Select(file => File.ReadLines(Repository.PathOf("src/" + file)).Count()).Order()];
        Assert.True(lengths[lengths.Length / 2] <= MedianFile, $"the median file has {lengths[lengths.Length / 2]} lines");
        Assert.True(lengths[lengths.Length * 9 / 10] <= NineOfTen, $"one of ten files has {lengths[lengths.Length * 9 / 10]} lines or more");
    }

    [Theory]
    [InlineData("src")]
    [InlineData("tests")]
    [InlineData("bench")]
    public void No_file_is_longer_than_anybody_reads(string folder)
    {
        string[] tooLong = [.. Repository.Sources(folder).Where(file =>
            File.ReadLines(Repository.PathOf($"{folder}/{file}")).Count() > LongestFile)];
        Assert.Empty(tooLong);
    }

    [Fact]
    public void Lines_of_code_fit_on_a_screen()
    {
        List<string> tooLong = [];
        foreach (string file in Repository.Sources("src"))
        {
            int number = 0;
            foreach (string line in File.ReadLines(Repository.PathOf("src/" + file)))
            {
                number++;
                // A sentence of documentation may run over; code may not.
                if (line.Length > LongestLine && !line.TrimStart().StartsWith("//", StringComparison.Ordinal))
                    tooLong.Add($"{file}:{number}");
            }
        }
        Assert.True(tooLong.Count <= Tolerated, string.Join('\n', tooLong));
    }

    // Tables of names read better as tables.
    private const int Tolerated = 30;

    [Fact]
    public void Folders_and_types_have_names_that_say_something()
    {
        List<string> banned = [];
        foreach (string file in Repository.Sources("src"))
        {
            banned.AddRange(file.Split('/')[..^1].Where(folder => BannedNames.Contains(folder)));
            foreach (Match type in TypeName().Matches(File.ReadAllText(Repository.PathOf("src/" + file))))
            {
                string name = type.Groups[1].Value;
                if (BannedNames.Contains(name) || BannedShape().IsMatch(name))
                    banned.Add(name);
            }
        }
        Assert.Empty(banned);
    }

    [Fact]
    public void Every_class_is_abstract_sealed_or_static()
    {
        List<string> open = [];
        foreach (string file in Repository.Sources("src"))
        {
            foreach (Match type in OpenClass().Matches(File.ReadAllText(Repository.PathOf("src/" + file))))
                open.Add($"{file}: {type.Groups[1].Value}");
        }
        Assert.Empty(open);
    }

    [GeneratedRegex(@"^\s*(?:public|internal|private)[\w ]*\b(?:class|struct|record|interface|enum) (\w+)", RegexOptions.Multiline)]
    private static partial Regex TypeName();

    [GeneratedRegex(@"^(Base[A-Z]|New[A-Z])\w*$|(Ext|V2|Helper|Manager|Utils)$")]
    private static partial Regex BannedShape();

    [GeneratedRegex(@"^\s*(?:public|internal|private) (?:partial )?(?:class|record class|record(?! struct)) (\w+)", RegexOptions.Multiline)]
    private static partial Regex OpenClass();
}
