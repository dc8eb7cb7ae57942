using System.Text.Json;
using GradWatch.Episodes;
using GradWatch.Reports;
using GradWatch.Wording;

namespace GradWatch.Cli.Watch;

/// <summary>For programs: JSON lines of the schema <c>gradwatch.watch/1</c>, one for each turn of an episode, then the reports.</summary>
internal sealed class WatchJson(Stream output, Language language) : IWatchOutput
{
    internal const string Schema = "gradwatch.watch/1";

    /// <inheritdoc/>
    public void Tell(EpisodeTurn turn, RunDescription run, Episode episode)
    {
        using (var json = new Utf8JsonWriter(output, JsonReport.Options(false)))
        {
            json.WriteStartObject();
            json.WriteString("schema", Schema);
            json.WriteString("turn", turn switch { EpisodeTurn.Opened => "opened", EpisodeTurn.Worsened => "worsened", _ => "closed" });
            json.WriteString("source", run.Source);
            json.WriteString("run", run.Name);
            json.WritePropertyName("episode");
            JsonReport.Write(json, episode, language);
            json.WriteEndObject();
        }
        output.WriteByte((byte)'\n');
        output.Flush();
    }

    /// <inheritdoc/>
    public void Conclude(IReadOnlyList<Report> reports)
    {
        foreach (Report report in reports)
            JsonReport.Write(report, output, language);
        output.Flush();
    }
}
