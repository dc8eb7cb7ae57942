using System.Globalization;
using System.Text;
using GradWatch.Observations;
using GradWatch.Wording;

namespace GradWatch.Logs.Tests;

/// <summary>What is read of a text, written as a table: a line a step, runs divided by a line of dashes.</summary>
internal static class Observed
{
    /// <summary>The observations of a text that lies in a file of this name.</summary>
    public static string In(string text, string name = "train.log", ReadingOptions? options = null) =>
        In(Encoding.UTF8.GetBytes(text), name, options);

    /// <summary>The observations of the bytes of a file of this name.</summary>
    public static string In(byte[] bytes, string name = "train.log", ReadingOptions? options = null) =>
        string.Join("\n---\n", LogReader.Read(name, new MemoryStream(bytes), options).Select(run => Table(run.Observations)));

    /// <summary>The keys of the notes; each is also written out in both languages, so a missing text fails the test.</summary>
    public static List<string> Notes(string text, string name = "train.log")
    {
        List<string> keys = [];
        foreach (LogRun run in LogReader.Read(name, new MemoryStream(Encoding.UTF8.GetBytes(text))))
        {
            _ = Table(run.Observations);
            keys = ReadRow.Keys(run.Notes);
        }
        return keys;
    }

    /// <summary>The name of the format that a text is recognised as.</summary>
    public static string Format(string text, string name = "train.log") =>
        LogReader.Read(name, new MemoryStream(Encoding.UTF8.GetBytes(text))).First().Description.Format;

    /// <summary>The message of a text that cannot be read.</summary>
    public static string Refusal(string text, string name = "train.log")
    {
        try
        {
            return "read: " + In(text, name);
        }
        catch (UnreadableLogException unreadable)
        {
            return unreadable.In(Language.English);
        }
    }

    /// <summary>Observations as a table.</summary>
    public static string Table(IEnumerable<Observation> observations)
    {
        var table = new StringBuilder();
        long? last = null;
        foreach (Observation observation in observations)
        {
            if (observation.Step != last)
                table.Append(last is null ? "" : "\n").Append(observation.Step.ToString(CultureInfo.InvariantCulture));
            last = observation.Step;
            table.Append(CultureInfo.InvariantCulture, $" {observation.Series}={observation.Value:R}");
        }
        return table.ToString();
    }
}
