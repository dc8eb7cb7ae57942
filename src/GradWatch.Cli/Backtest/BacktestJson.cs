using System.Text.Json;
using GradWatch.Cli.Backtest.Judging;
using GradWatch.Cli.Backtest.Rules;
using GradWatch.Reports;

namespace GradWatch.Cli.Backtest;

/// <summary><c>gradwatch.backtest/1</c>: an object a run as it is judged, then one with the totals. docs/backtest.md describes it.</summary>
internal sealed class BacktestJson(Stream output, IReadOnlyList<Rule> rules, bool indent) : IDisposable
{
    internal const string Schema = "gradwatch.backtest/1";

    internal void Write(JudgedRun run)
    {
        using (var json = new Utf8JsonWriter(output, JsonReport.Options(indent)))
        {
            Start(json, "run");
            json.WriteString("source", run.Run.Source);
            json.WriteString("format", run.Run.Format);
            if (run.Run.Name is not null)
                json.WriteString("name", run.Run.Name);
            json.WriteNumber("first_step", run.FirstStep);
            json.WriteNumber("last_step", run.LastStep);
            json.WriteNumber("rows", run.Rows);
            json.WriteEndObject();
            Label(json, run);
            json.WriteStartArray("rules");
            for (int i = 0; i < rules.Count; i++)
                Verdict(json, rules[i], run, run.Verdicts[i]);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        EndLine();
    }

    internal void Write(BacktestTotals totals)
    {
        using (var json = new Utf8JsonWriter(output, JsonReport.Options(indent)))
        {
            Start(json, "summary");
            json.WriteNumber("runs", totals.Runs);
            json.WriteNumber("rows", totals.Rows);
            json.WriteEndObject();
            json.WriteStartArray("rules");
            foreach ((Rule rule, RuleTotal total) in rules.Zip(totals.OfRules))
                Total(json, rule, total, totals.Labelled);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        EndLine();
    }

    /// <inheritdoc/>
    public void Dispose() => output.Dispose();

    private static void Start(Utf8JsonWriter json, string subject)
    {
        json.WriteStartObject();
        json.WriteString("schema", Schema);
        json.WriteStartObject(subject);
    }

    private static void Label(Utf8JsonWriter json, JudgedRun run)
    {
        if (run.Label is not { } label)
            return;
        json.WriteStartObject("label");
        json.WriteString("label", label.Label);
        Step(json, "first_bad_step", label.FirstBadStep);
        json.WriteString("cause", label.Cause);
        json.WriteEndObject();
    }

    private static void Verdict(Utf8JsonWriter json, Rule rule, JudgedRun run, RuleVerdict verdict)
    {
        json.WriteStartObject();
        json.WriteString("rule", rule.Text);
        json.WriteString("verdict", verdict.Name);
        Step(json, "alarm_step", verdict.AlarmStep);
        json.WriteStartObject("episodes");
        json.WriteNumber("critical", verdict.Critical);
        json.WriteNumber("warning", verdict.Warning);
        json.WriteNumber("info", verdict.Info);
        json.WriteEndObject();
        json.WriteNumber("alarms_per_10000_rows", Math.Round(run.Density(verdict), 3));
        json.WriteString("flip", verdict.Against(run.Verdicts[0]).ToString().ToLowerInvariant());
        if (run.InTime(verdict) is { } inTime)
            json.WriteBoolean("in_time", inTime);
        json.WriteEndObject();
    }

    private static void Total(Utf8JsonWriter json, Rule rule, RuleTotal total, bool labelled)
    {
        json.WriteStartObject();
        json.WriteString("rule", rule.Text);
        json.WriteNumber("critical", total.Critical);
        json.WriteNumber("warning", total.Warning);
        json.WriteNumber("healthy", total.Healthy);
        json.WriteNumber("alarms", total.Alarms);
        json.WriteNumber("alarms_per_10000_rows", Math.Round(total.Density, 3));
        json.WriteNumber("won", total.Won);
        json.WriteNumber("lost", total.Lost);
        json.WriteNumber("changed", total.Changed);
        if (labelled)
        {
            json.WriteNumber("sick_runs", total.SickRuns);
            json.WriteNumber("in_time", total.InTime);
            json.WriteNumber("healthy_runs", total.HealthyRuns);
            json.WriteNumber("false_runs", total.FalseRuns);
            json.WriteNumber("false_alarms_per_10000_rows", Math.Round(total.FalseDensity, 3));
        }
        json.WriteEndObject();
    }

    private static void Step(Utf8JsonWriter json, string name, long? step)
    {
        if (step is { } known)
            json.WriteNumber(name, known);
        else
            json.WriteNull(name);
    }

    private void EndLine()
    {
        output.WriteByte((byte)'\n');
        output.Flush();
    }
}
