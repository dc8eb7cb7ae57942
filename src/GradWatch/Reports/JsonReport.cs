using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using GradWatch.Detectors;
using GradWatch.Diagnosis;
using GradWatch.Diagnosis.Origins;
using GradWatch.Episodes;
using GradWatch.Guard;
using GradWatch.Observations;
using GradWatch.Remedies;
using GradWatch.Wording;

namespace GradWatch.Reports;

/// <summary>The report that programs read: <c>gradwatch.report/1</c>, one JSON object a run. docs/report.md describes it.</summary>
public static class JsonReport
{
    /// <summary>The name and version of the format. Keys are only added with a new version.</summary>
    public const string Schema = "gradwatch.report/1";

    /// <summary>Writes a report as UTF-8, ended by a line feed: on one line, or indented for people.</summary>
    public static void Write(Report report, IBufferWriter<byte> output, Language language = Language.English, bool indent = false)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(output);
        using (var json = new Utf8JsonWriter(output, Options(indent)))
            Report(json, report, language);
        output.Write("\n"u8);
    }

    /// <summary>Writes a report as UTF-8, ended by a line feed: on one line, or indented for people.</summary>
    public static void Write(Report report, Stream output, Language language = Language.English, bool indent = false)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(output);
        using (var json = new Utf8JsonWriter(output, Options(indent)))
            Report(json, report, language);
        output.Write("\n"u8);
    }

    /// <summary>How all JSON is written.</summary>
    public static JsonWriterOptions Options(bool indent) => new()
    {
        Indented = indent,
        NewLine = "\n",
        // The output is a file or pipe, not a part of a page: Russian text and "<" need no escapes.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static void Report(Utf8JsonWriter json, Report report, Language language)
    {
        json.WriteStartObject();
        json.WriteString("schema", Schema);
        Run(json, report);
        json.WriteString("verdict", report.Verdict);
        json.WriteStartArray("episodes");
        foreach (Episode episode in report.Episodes)
            Write(json, episode, language);
        json.WriteEndArray();
        json.WriteStartArray("causes");
        foreach (Cause cause in report.Diagnosis.Causes)
            Write(json, cause, language);
        json.WriteEndArray();
        json.WriteStartArray("remedies");
        foreach (Remedy remedy in report.Remedies)
            Write(json, remedy, language);
        json.WriteEndArray();
        Sentences(json, "missing", report.Diagnosis.Missing, language);
        Trace(json, report, language);
        Actions(json, report, language);
        json.WriteEndObject();
    }

    // Only a live run can be traced: a report of a log has no such key.
    private static void Trace(Utf8JsonWriter json, Report report, Language language)
    {
        if (report.Origins.Count == 0)
            return;
        json.WriteStartArray("trace");
        foreach (NonFiniteOrigin origin in report.Origins)
            OriginJson.Write(json, origin, language);
        json.WriteEndArray();
    }

    // The same holds of a guard.
    private static void Actions(Utf8JsonWriter json, Report report, Language language)
    {
        if (report.Actions.Count == 0)
            return;
        json.WriteStartArray("actions");
        foreach (GuardAction action in report.Actions)
            ActionJson.Write(json, action, language);
        json.WriteEndArray();
    }

    private static void Run(Utf8JsonWriter json, Report report)
    {
        json.WriteStartObject("run");
        json.WriteString("source", report.Run.Source);
        json.WriteString("format", report.Run.Format);
        json.WriteNumber("first_step", report.Record.FirstStep);
        json.WriteNumber("last_step", report.Record.LastStep);
        json.WriteNumber("observations", report.Record.Observations);
        json.WriteStartArray("series");
        foreach (string name in report.Record.Traces.Select(trace => trace.Series.Name).Distinct())
            json.WriteStringValue(name);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Writes an episode as it stands in a report, as a value of the writer's place.</summary>
    public static void Write(Utf8JsonWriter json, Episode episode, Language language)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(episode);
        Finding finding = Headline.Telling(episode);
        json.WriteStartObject();
        json.WriteString("detector", episode.Detector);
        json.WriteString("severity", episode.Severity.Name());
        json.WriteString("series", episode.Series.Name);
        json.WriteString("tensor", episode.Series.Tensor ?? episode.Tensor);
        json.WriteNumber("first_step", episode.FirstStep);
        json.WriteNumber("alarm_step", episode.AlarmStep);
        json.WriteNumber("last_step", episode.LastStep);
        json.WriteBoolean("closed", episode.Closed);
        json.WriteString("finding", finding.Sentence.In(language));
        json.WriteStartObject("evidence");
        json.WriteNumber("step", finding.Step);
        Number(json, "value", finding.Value);
        Number(json, "reference", finding.Reference);
        Number(json, "excess", finding.Excess);
        Number(json, "detail", finding.Detail);
        json.WriteNumber("findings", episode.Findings);
        if (finding.Forecast is { } forecast)
        {
            Number(json, "forecast_step", forecast.Step);
            Number(json, "forecast_low", forecast.Low);
            Number(json, "forecast_high", forecast.High);
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Cause cause, Language language)
    {
        json.WriteStartObject();
        json.WriteString("id", cause.Id);
        Number(json, "weight", cause.Weight);
        Sentences(json, "evidence", cause.Evidence, language);
        Sentences(json, "against", cause.Against, language);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Remedy remedy, Language language)
    {
        json.WriteStartObject();
        json.WriteString("id", remedy.Id);
        json.WriteStartObject("parameters");
        foreach ((string name, double value) in remedy.Parameters)
            Number(json, name, value);
        json.WriteEndObject();
        json.WriteString("why", remedy.Why.In(language));
        json.WriteStartObject("code");
        json.WriteString("torchsharp", remedy.TorchSharp);
        json.WriteString("pytorch", remedy.PyTorch);
        json.WriteEndObject();
        if (remedy.Trial is { } trial)
            Write(json, trial);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Trial trial)
    {
        json.WriteStartObject("trial");
        json.WriteBoolean("helped", trial.Helped);
        foreach ((string name, TrialCourse course) in new[] { ("treated", trial.Treated), ("control", trial.Control) })
        {
            json.WriteStartObject(name);
            json.WriteNumber("steps", course.Steps);
            Number(json, "first_loss", course.FirstLoss);
            Number(json, "last_loss", course.LastLoss);
            Number(json, "largest_norm", course.LargestNorm);
            json.WriteString("worst", course.Worst is { } worst ? worst.Name() : "none");
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void Sentences(Utf8JsonWriter json, string name, IReadOnlyList<Sentence> sentences, Language language)
    {
        json.WriteStartArray(name);
        foreach (Sentence sentence in sentences)
            json.WriteStringValue(sentence.In(language));
        json.WriteEndArray();
    }

    internal static void Number(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
            json.WriteNumber(name, value);
        else
            json.WriteString(name, double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
    }
}
