using GradWatch.Reports;
using GradWatch.Storage.Runs;

namespace GradWatch.Cli.Import;

/// <summary>A run that is in the store now.</summary>
internal sealed record ImportedRun(RunSummary Summary, Report Report);
