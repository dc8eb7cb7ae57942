using System.Text.Json;
using GradWatch.Reports;
using GradWatch.Wording;

namespace GradWatch.Server.Views;

/// <summary>Writes sentences in one language as JSON.</summary>
internal sealed class ViewWriter(Utf8JsonWriter json, Language language)
{
    internal Utf8JsonWriter Json => json;

    internal string Say(string key, params object[] arguments) => new Sentence("report." + key, arguments).In(language);

    /// <summary>A sentence, as a value.</summary>
    internal void Sentence(Sentence sentence) => json.WriteStringValue(sentence.In(language));

    /// <summary>A sentence under a name; null where there is none.</summary>
    internal void Sentence(string name, Sentence? sentence) => json.WriteString(name, sentence?.In(language));

    /// <summary>Sentences under a name.</summary>
    internal void Sentences(string name, IEnumerable<Sentence> sentences) => Array(name, sentences, Sentence);

    /// <summary>A list under a name.</summary>
    internal void Array<T>(string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (T item in items)
            write(item);
        json.WriteEndArray();
    }

    /// <summary>A number under a name; what is not finite by name.</summary>
    internal void Number(string name, double value) => JsonReport.Number(json, name, value);
}
