using GradWatch.Episodes;
using GradWatch.Reports;

namespace GradWatch.Cli.Watch;

/// <summary>What is told while a log is followed. Calls do not overlap.</summary>
internal interface IWatchOutput
{
    /// <summary>Tells what became of an episode, with its run as it is now.</summary>
    void Tell(EpisodeTurn turn, RunDescription run, Episode episode);

    /// <summary>Tells in the end what the runs came to.</summary>
    void Conclude(IReadOnlyList<Report> reports);
}
