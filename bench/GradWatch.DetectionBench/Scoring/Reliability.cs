namespace GradWatch.DetectionBench.Scoring;

/// <summary>Whether causes given a weight are right that often: every cause named, in ten bins of its weight.</summary>
/// <param name="Bins">Those that hold a cause.</param>
/// <param name="Error">Expected calibration error: the gap between weight and share right, over all causes named.</param>
internal sealed record Reliability(IReadOnlyList<ReliabilityBin> Bins, double Error)
{
    private const int Count = 10;

    internal static Reliability Of(IEnumerable<Judged> judged) => Of(judged
        .Where(CauseScore.IsTold)
        .SelectMany(one => one.Verdict.Causes, (one, cause) => (cause.Weight, CauseScore.IsRight(one, cause.Id))));

    internal static Reliability Of(IEnumerable<(double Weight, bool IsRight)> causes)
    {
        List<ReliabilityBin> bins = [.. causes
            .GroupBy(cause => Math.Min(Count - 1, (int)(Count * cause.Weight)))
            .OrderBy(bin => bin.Key)
            .Select(bin => new ReliabilityBin(
                (double)bin.Key / Count, (bin.Key + 1.0) / Count, bin.Count(),
                bin.Average(cause => cause.Weight), bin.Count(cause => cause.IsRight)))];
        int all = bins.Sum(bin => bin.Causes);
        return new Reliability(bins, all == 0 ? 0 : bins.Sum(bin => bin.Causes * Math.Abs(bin.ShareRight - bin.MeanWeight)) / all);
    }
}
