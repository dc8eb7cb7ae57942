namespace GradWatch.Cli.Backtest.Judging;

/// <summary>What one rule says of all runs. A mutable sum: runs need not be kept for it.</summary>
internal sealed class RuleTotal
{
    internal int Critical { get; private set; }

    internal int Warning { get; private set; }

    internal int Healthy { get; private set; }

    internal long Alarms { get; private set; }

    internal long Rows { get; private set; }

    internal int Won { get; private set; }

    internal int Lost { get; private set; }

    internal int Changed { get; private set; }

    /// <summary>Runs that are labelled sick.</summary>
    internal int SickRuns { get; private set; }

    /// <summary>Those with an alarm in time.</summary>
    internal int InTime { get; private set; }

    /// <summary>Runs that are labelled healthy.</summary>
    internal int HealthyRuns { get; private set; }

    /// <summary>Those with an alarm.</summary>
    internal int FalseRuns { get; private set; }

    internal long FalseAlarms { get; private set; }

    internal long HealthyRows { get; private set; }

    internal double Density => 1e4 * Alarms / Math.Max(1, Rows);

    internal double FalseDensity => 1e4 * FalseAlarms / Math.Max(1, HealthyRows);

    internal void Add(JudgedRun run, RuleVerdict verdict)
    {
        (Critical, Warning, Healthy) = (Critical + Is(verdict, "critical"), Warning + Is(verdict, "warning"), Healthy + Is(verdict, "healthy"));
        (Alarms, Rows) = (Alarms + verdict.Alarms, Rows + run.Rows);
        Flip flip = verdict.Against(run.Verdicts[0]);
        (Won, Lost, Changed) = (Won + Is(flip, Flip.Won), Lost + Is(flip, Flip.Lost), Changed + Is(flip, Flip.Changed));
        if (run.InTime(verdict) is { } inTime)
            (SickRuns, InTime) = (SickRuns + 1, InTime + (inTime ? 1 : 0));
        else if (run.Label is { IsHealthy: true })
            AddHealthy(run, verdict);
    }

    private void AddHealthy(JudgedRun run, RuleVerdict verdict)
    {
        (HealthyRuns, HealthyRows) = (HealthyRuns + 1, HealthyRows + run.Rows);
        (FalseRuns, FalseAlarms) = (FalseRuns + (verdict.Alarms > 0 ? 1 : 0), FalseAlarms + verdict.Alarms);
    }

    private static int Is(RuleVerdict verdict, string name) => verdict.Name == name ? 1 : 0;

    private static int Is(Flip flip, Flip wanted) => flip == wanted ? 1 : 0;
}
