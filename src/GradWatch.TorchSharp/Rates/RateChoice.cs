using GradWatch.Wording;

namespace GradWatch.TorchSharp.Rates;

/// <summary>The limit and the suggested rate of a range test's steps.</summary>
internal static class RateChoice
{
    internal static LearningRateSearch Of(IReadOnlyList<LearningRatePoint> points, LearningRateFinderOptions options)
    {
        if (!double.IsFinite(points[0].Loss))
        {
            return new LearningRateSearch
            {
                Points = points, Limit = null, LimitReason = new Sentence("prevention.rate.first_not_finite", points[0].Loss),
                Reason = new Sentence("prevention.rate.none"),
            };
        }
        (int? end, Sentence reason) = Limit(points, options);
        double? limit = end is { } at ? points[at].Rate : null;
        double highest = (limit ?? points[^1].Rate) / options.Margin;
        LearningRatePoint? steepest = Steepest(points, highest);
        double suggested = Round(steepest?.Rate ?? highest);
        return new LearningRateSearch
        {
            Points = points,
            Limit = limit,
            LimitReason = reason,
            Suggested = suggested,
            Reason = steepest is null
                ? new Sentence("prevention.rate.margin", Figures.Plain(suggested), options.Margin)
                : new Sentence("prevention.rate.steepest", Figures.Plain(suggested), options.Margin),
        };
    }

    private static (int? At, Sentence Reason) Limit(IReadOnlyList<LearningRatePoint> points, LearningRateFinderOptions options)
    {
        var course = new LossCourse(options);
        for (int i = 0; i < points.Count; i++)
        {
            LearningRatePoint point = points[i];
            course.Add(point.Loss);
            if (course.Diverges || !double.IsFinite(point.UpdateRatio))
            {
                int onset = Onset(points, i);
                return (onset, double.IsFinite(point.Smoothed) && double.IsFinite(point.UpdateRatio)
                    ? new Sentence("prevention.rate.limit_loss", points[onset].Rate, points[onset].Smoothed, point.Smoothed)
                    : new Sentence("prevention.rate.limit_not_finite", points[onset].Rate, Figures.Plain(i - onset + 1)));
            }
            if (i > 0 && point.UpdateRatio > options.UpdateRatio && points[i - 1].UpdateRatio > options.UpdateRatio)
            {
                return (i - 1, new Sentence(
                    "prevention.rate.limit_update", points[i - 1].Rate, points[i - 1].UpdateRatio, options.UpdateRatio));
            }
        }
        return (null, new Sentence("prevention.rate.no_limit", points[^1].Rate));
    }

    // Where the last rise of the smoothed loss began: what is far above the best grew for some steps.
    private static int Onset(IReadOnlyList<LearningRatePoint> points, int diverged)
    {
        int onset = diverged;
        while (onset > 0 && !(points[onset - 1].Smoothed >= points[onset].Smoothed))
            onset--;
        // Smoothing lags behind: the loss itself turned before.
        while (onset > 0 && !(points[onset - 1].Loss >= points[onset].Loss))
            onset--;
        return onset;
    }

    // Where the smoothed loss falls most from step to step, if it falls at all, no higher than the margin under the limit.
    private static LearningRatePoint? Steepest(IReadOnlyList<LearningRatePoint> points, double highest)
    {
        (LearningRatePoint? best, double fall) = (null, 0);
        for (int i = 1; i + 1 < points.Count && points[i].Rate <= highest; i++)
        {
            double own = points[i - 1].Smoothed - points[i + 1].Smoothed;
            if (own > fall)
                (best, fall) = (points[i], own);
        }
        return best;
    }

    private static double Round(double rate) => double.Parse(rate.ToString("e1"), System.Globalization.CultureInfo.InvariantCulture);
}
