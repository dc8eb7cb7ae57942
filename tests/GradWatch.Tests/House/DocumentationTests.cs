using System.Reflection;
using System.Xml.Linq;
using GradWatch.Observations;
using Xunit;

namespace GradWatch.Tests.House;

/// <summary>Every public type, interface member and option says in a line what its signature does not.</summary>
public sealed class DocumentationTests
{
    private static readonly Assembly Library = typeof(Observation).Assembly;

    private static readonly HashSet<string> Documented =
    [
        .. XDocument.Load(Path.ChangeExtension(Library.Location, ".xml")).Descendants("member")
            .Where(member => !string.IsNullOrWhiteSpace(member.Element("summary")?.Value) || member.Element("inheritdoc") is not null)
            .Select(member => member.Attribute("name")!.Value),
    ];

    [Fact]
    public void Every_public_type_is_documented()
    {
        string[] silent = [.. Library.GetExportedTypes().Select(type => "T:" + NameOf(type)).Where(name => !Documented.Contains(name))];
        Assert.Empty(silent);
    }

    [Fact]
    public void Every_member_of_an_interface_is_documented()
    {
        string[] silent =
        [
            .. Library.GetExportedTypes().Where(type => type.IsInterface)
                .SelectMany(type => type.GetMembers().Where(member => member is not MethodInfo { IsSpecialName: true }))
                .Where(member => !Documented.Any(name => name[2..].StartsWith($"{NameOf(member.DeclaringType!)}.{member.Name}", StringComparison.Ordinal)))
                .Select(member => $"{member.DeclaringType}.{member.Name}"),
        ];
        Assert.Empty(silent);
    }

    [Fact]
    public void Every_option_is_documented()
    {
        string[] silent =
        [
            .. Library.GetExportedTypes().Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal))
                .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
                .Where(option => option.Name != "EqualityContract")
                .Select(option => $"P:{NameOf(option.DeclaringType!)}.{option.Name}").Where(name => !Documented.Contains(name)),
        ];
        Assert.Empty(silent);
    }

    [Fact]
    public void The_documentation_is_there_to_be_checked() => Assert.True(Documented.Count > 100, $"{Documented.Count} documented members");

    private static string NameOf(Type type) => (type.FullName ?? type.Name).Replace('+', '.');
}
