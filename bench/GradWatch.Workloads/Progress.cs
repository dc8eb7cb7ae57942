using GradWatch.Workloads.Running;

namespace GradWatch.Workloads;

/// <summary>Which training ended last, on standard error: a line written over on a terminal; elsewhere only what went wrong.</summary>
internal sealed class Progress(int whole, bool isVerbose)
{
    private readonly Lock _writing = new();
    private readonly bool _isTerminal = !Console.IsErrorRedirected;

    internal void Tell(int done, Outcome outcome)
    {
        lock (_writing)
        {
            Clear();
            bool isWrong = outcome.Judgement >= Judgement.Late || (outcome.ExpectedCause is not null && !outcome.IsCauseRight);
            if (isVerbose || isWrong)
                Console.Error.WriteLine(Sentence(outcome));
            if (_isTerminal)
                Console.Error.Write($"{done} of {whole}  {outcome.Name}, seed {outcome.Seed}");
        }
    }

    internal void End()
    {
        lock (_writing)
            Clear();
    }

    private void Clear()
    {
        if (_isTerminal)
            Console.Error.Write("\r\e[K");
    }

    private static string Sentence(Outcome outcome)
    {
        string episodes = string.Join(
            ", ", outcome.Episodes.Select(one => $"{one.Detector} {one.Severity} @{one.AlarmStep} {one.Series}").Take(12));
        string causes = string.Join(", ", outcome.Causes.Select(one => $"{one.Id} {one.Weight:F2}").Take(3));
        return $"{outcome.Name} seed {outcome.Seed}: {outcome.Judgement}, bad {outcome.FirstBadStep}, {outcome.Curve}, "
            + $"{outcome.Seconds:F1} s: {episodes}; said {causes}{(outcome.Fault is null ? "" : $"; FAULT {outcome.Fault.Split('\n')[0]}")}";
    }
}
