namespace GradWatch.Wording;

/// <summary>A sentence before it has a language: the key of its text and the numbers and names that go into it.</summary>
/// <remarks>Arguments are doubles (written with three significant digits), integers (written as they are), strings or sentences.</remarks>
public sealed class Sentence(string key, params object[] arguments)
{
    /// <summary>Key of the text; the part before the first dot names the resource (<c>finding</c>, <c>cause</c>, …).</summary>
    public string Key { get; } = key;

    /// <summary>What replaces {0}, {1}, … in the text.</summary>
    public IReadOnlyList<object> Arguments { get; } = arguments;

    /// <summary>The sentence in a language.</summary>
    public string In(Language language) => Texts.Format(language, Key, Arguments);

    /// <summary>The sentence in English, for logs and debuggers.</summary>
    public override string ToString() => In(Language.English);
}
