using GradWatch.Observations;
using GradWatch.Reports;
using GradWatch.Wording;

namespace GradWatch.DetectionBench.Recordings;

/// <summary>One of the runs of a source (most have one), with its observations kept: it is judged many times.</summary>
internal sealed record RunPart(RunDescription Description, IReadOnlyList<Sentence> Notes, IReadOnlyList<Observation> Observations);
