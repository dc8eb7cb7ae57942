using System.Reflection;
using System.Xml.Linq;
using PublicApiGenerator;
using Xunit;

namespace GradWatch.TorchSharp.Tests.House;

/// <summary>The public API of the live watch is one approved text file, and every public type and option is documented.</summary>
public sealed class TorchSharpApiTests
{
    private const string Approved = "tests/GradWatch.TorchSharp.Tests/House/PublicApi.approved.txt";

    private static readonly Assembly Library = typeof(TrainingWatch).Assembly;

    [Fact]
    public void The_public_API_is_the_approved_one()
    {
        string now = Library.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false }).ReplaceLineEndings("\n");
        string file = Path.Combine(Root(), Approved);
        if (Environment.GetEnvironmentVariable("GRADWATCH_APPROVE") == "1")
            File.WriteAllText(file, now);
        Assert.True(
            File.ReadAllText(file).ReplaceLineEndings("\n") == now,
            $"the public API differs from {Approved}; if that is meant, run the test with GRADWATCH_APPROVE=1 and commit the file");
    }

    [Fact]
    public void Every_public_type_and_member_is_documented()
    {
        HashSet<string> documented =
        [
            .. XDocument.Load(Path.ChangeExtension(Library.Location, ".xml")).Descendants("member")
                .Where(member => !string.IsNullOrWhiteSpace(member.Element("summary")?.Value) || member.Element("inheritdoc") is not null)
                .Select(member => member.Attribute("name")!.Value),
        ];
        Assert.True(documented.Count > 20);
        List<string> silent = [];
        foreach (Type type in Library.GetExportedTypes())
        {
            string name = type.FullName!.Replace('+', '.');
            if (!documented.Contains("T:" + name))
                silent.Add(name);
            foreach (MemberInfo member in type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            {
                if (IsPlain(type, member) && !documented.Any(known => IsOf(known[2..], $"{name}.{member.Name}")))
                    silent.Add($"{name}.{member.Name}");
            }
        }
        Assert.Empty(silent);
    }

    // Written by a person, not by the compiler, and not an override that its base documents.
    private static bool IsPlain(Type type, MemberInfo member) => member switch
    {
        MethodInfo method => !method.IsSpecialName && method.GetBaseDefinition().DeclaringType == type && !IsOfRecord(type, method),
        PropertyInfo property => property.Name != "EqualityContract",
        EventInfo => true,
        FieldInfo field => !field.IsSpecialName && !type.IsEnum,
        _ => false,
    };

    private static bool IsOfRecord(Type type, MethodInfo method) =>
        method.Name is "Equals" or "GetHashCode" or "ToString" or "Deconstruct" or "<Clone>$" or "PrintMembers" || type.IsSubclassOf(typeof(Delegate));

    private static bool IsOf(string known, string member) =>
        known == member || known.StartsWith(member + "(", StringComparison.Ordinal) || known.StartsWith(member + "``", StringComparison.Ordinal);

    internal static string Root()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "GradWatch.slnx")))
            directory = directory.Parent ?? throw new DirectoryNotFoundException("the tests do not run inside the repository");
        return directory.FullName;
    }
}
