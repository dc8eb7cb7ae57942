using GradWatch.Episodes;
using GradWatch.Observations;
using GradWatch.TorchSharp.Checks;

namespace GradWatch.Demo.Experiments;

/// <summary>Where training is, told while it goes on.</summary>
internal interface IProgress
{
    void Begin(Experiment experiment, RunRecord record);

    /// <summary>What a check says of the model before the first step.</summary>
    void Foretold(CheckFinding finding);

    void Step();

    void Alarm(Episode episode);

    void End(Outcome outcome);
}
