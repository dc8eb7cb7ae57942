using GradWatch.Cli.Backtest.Judging;
using GradWatch.Cli.Backtest.Rules;
using GradWatch.Detectors;
using GradWatch.Detectors.Gradients;
using GradWatch.Detectors.Weights;
using GradWatch.Logs;
using GradWatch.Observations;
using GradWatch.Wording;
using Xunit;

namespace GradWatch.Cli.Tests.Backtest.Judging;

public sealed class RunJudgeTests
{
    private static readonly RuleParser Parser = new(Language.English);

    public static TheoryData<string> Runs => [.. Directory.GetFiles(Path.GetDirectoryName(Recorded.Run("x"))!, "*_s0.csv").Select(path => Path.GetFileNameWithoutExtension(path)!)];

    [Theory]
    [MemberData(nameof(Runs))]
    public void It_says_what_a_monitor_with_the_same_limits_says(string run)
    {
        IReadOnlyList<RuleVerdict> verdicts = Judge(run, Rule.Defaults, Parser.Parse("update_ratio.alarm=0.02, gradient_spike.least_factor=2"));
        var moved = new Dictionary<string, IDetector>
        {
            ["update_ratio"] = new UpdateRatioDetector(new UpdateRatioOptions { Alarm = 0.02 }),
            ["gradient_spike"] = new GradientSpikeDetector(new GradientSpikeOptions { LeastFactor = 2 }),
        };
        Assert.Equal(Monitored(run, BuiltInDetectors.All()), verdicts[0]);
        Assert.Equal(Monitored(run, BuiltInDetectors.All().Select(built => moved.GetValueOrDefault(built.Id, built))), verdicts[1]);
    }

    [Fact]
    public void A_detector_that_is_off_says_nothing()
    {
        string off = string.Join(',', DetectorLimits.Detectors.Select(detector => detector + "=off"));
        RuleVerdict verdict = Judge("rnn_tanh_gain2_sgd_s0", Parser.Parse(off))[0];
        Assert.Equal(("healthy", null, 0), (verdict.Name, verdict.AlarmStep, verdict.Alarms));
    }

    [Fact]
    public void A_condition_alone_warns_once_an_incident()
    {
        RuleVerdict verdict = Judge("slow_diverge_gd_fast_s0", Parser.Parse("grad_norm>100"))[0];
        Assert.Equal(("warning", 1), (verdict.Name, verdict.Alarms));
    }

    [Fact]
    public void Rows_are_changes_of_the_step()
    {
        var judge = new RunJudge([Rule.Defaults], fault => throw fault);
        foreach (long step in new long[] { 10, 10, 20, 30, 30, 20, 30 })
            judge.Observe(new Observation(step, new Series(Quantity.Loss), 1));
        Assert.Equal((5, 10, 30), (judge.Rows, judge.FirstStep, judge.LastStep));
    }

    [Theory]
    [InlineData("healthy", "warning", "Won")]
    [InlineData("critical", "healthy", "Lost")]
    [InlineData("critical", "warning", "Changed")]
    [InlineData("warning", "warning", "None")]
    public void A_flip_is_told_against_the_defaults(string defaults, string rule, string flip) =>
        Assert.Equal(flip, Of(rule).Against(Of(defaults)).ToString());

    private static RuleVerdict Of(string verdict) => verdict switch
    {
        "critical" => new RuleVerdict(Severity.Critical, 3, 1, 0, 0),
        "warning" => new RuleVerdict(Severity.Warning, 3, 0, 1, 0),
        _ => new RuleVerdict(Severity.Info, null, 0, 0, 1),
    };

    private static IReadOnlyList<RuleVerdict> Judge(string run, params Rule[] rules)
    {
        var judge = new RunJudge(rules, fault => throw fault);
        foreach (Observation observation in LogReader.Read(Recorded.Run(run)).SelectMany(one => one.Observations))
            judge.Observe(observation);
        return judge.Complete();
    }

    private static RuleVerdict Monitored(string run, IEnumerable<IDetector> detectors)
    {
        var monitor = new TrainingMonitor(detectors);
        monitor.Faulted += fault => throw fault;
        foreach (Observation observation in LogReader.Read(Recorded.Run(run)).SelectMany(one => one.Observations))
            monitor.Observe(observation);
        monitor.Complete();
        return RuleVerdict.Of(monitor.Episodes);
    }
}
