using GradWatch.Episodes;
using GradWatch.Observations;

namespace GradWatch.Demo.Experiments;

/// <summary>Where training is, told while it goes on.</summary>
internal interface IProgress
{
    void Begin(Experiment experiment, RunRecord record);

    void Step();

    void Alarm(Episode episode);

    void End(Outcome outcome);
}
