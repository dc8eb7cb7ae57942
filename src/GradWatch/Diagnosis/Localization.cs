using GradWatch.Diagnosis.Facts;
using GradWatch.Episodes;
using GradWatch.Observations;

namespace GradWatch.Diagnosis;

/// <summary>Where: the tensor that an episode of the whole run began in, where norms of the tensors are known and one stands out.</summary>
public static class Localization
{
    // A module leads when its norm is this many times that of any other: less is the luck of the step.
    private const double Leads = 3;
    private const double Departs = 3;

    /// <summary>The step whose norms tell where an episode is: of its alarm; of a range that was left at once, the step that left it,
    /// because that alarm may wait for another sign to agree.</summary>
    public static long StepOf(Episode episode)
    {
        ArgumentNullException.ThrowIfNull(episode);
        return episode.Detector == "gradient_norm_range" ? episode.FirstStep : episode.AlarmStep;
    }

    /// <summary>The tensor; null when the log does not tell, or when the episode is of the model as a whole.</summary>
    public static string? Locate(RunRecord record, Episode episode)
    {
        // A log that names tensors before the loss reports the first tensor of the file, not the first that broke.
        if (episode.Detector == "non_finite")
            return FirstNotFinite(record, episode);
        if (episode.Series.Tensor is { } known)
            return known;
        return episode.Detector switch
        {
            "gradient_growth" => WhereItGrows(record, episode),
            _ => episode.Series.Quantity switch
            {
                Quantity.GradNorm or Quantity.GradMax => Leader(record, Quantity.GradNorm, StepOf(episode)),
                Quantity.UpdateRatio or Quantity.ParamNorm or Quantity.ParamMax => Leader(record, episode.Series.Quantity, StepOf(episode)),
                _ => null,
            },
        };
    }

    // Gradients travel from the output back: of the tensors that broke first, the one nearest the output was first.
    private static string? FirstNotFinite(RunRecord record, Episode episode)
    {
        List<SeriesTrace> tensors = [.. record.OfTensors(Quantity.GradNorm)];
        if (tensors.Min(tensor => tensor.FirstNonFiniteStep) is not { } step || step > episode.LastStep)
            return episode.Series.Tensor;
        List<SeriesTrace> broken = [.. tensors.Where(tensor => tensor.FirstNonFiniteStep == step)];
        // All at once, or after the loss: it did not break in a tensor.
        bool lossFirst = record.Find(Quantity.Loss)?.FirstNonFiniteStep <= step;
        return lossFirst || broken.Count == tensors.Count ? null : broken[^1].Series.Tensor;
    }

    // The tensor that first leaves its norm at the beginning of the growth; of several at one step, the one that has grown most.
    private static string? WhereItGrows(RunRecord record, Episode episode)
    {
        List<(string Tensor, long Step, double Times)> grown = [];
        int tensors = 0;
        foreach (SeriesTrace trace in record.OfTensors(Quantity.GradNorm))
        {
            List<Reading> during = [.. Reading.Of(trace).Where(
                reading => reading.Step >= episode.FirstStep && reading.Step <= episode.AlarmStep && double.IsFinite(reading.Value))];
            if (during.Count < 2 || !(during[0].Value > 0))
                continue;
            tensors++;
            Reading departure = during.Find(reading => reading.Value >= Departs * during[0].Value);
            if (departure.Count > 0)
                grown.Add((trace.Series.Tensor!, departure.Step, during[^1].Value / during[0].Value));
        }
        if (grown.Count == 0)
            return null;
        long earliest = grown.Min(tensor => tensor.Step);
        List<(string Tensor, long Step, double Times)> first = [.. grown.Where(tensor => tensor.Step == earliest).OrderByDescending(tensor => tensor.Times)];
        bool together = first.Count * 2 > tensors;
        return together && first[0].Times < Leads * first[first.Count / 2].Times ? null : first[0].Tensor;
    }

    private static string? Leader(RunRecord record, Quantity quantity, long step)
    {
        List<(string Tensor, double Norm)> norms =
        [
            .. record.OfTensors(quantity)
                .Select(trace => (trace.Series.Tensor!, Reading.Of(trace).LastOrDefault(reading => reading.Step <= step).Value))
                .Where(norm => double.IsFinite(norm.Value)),
        ];
        List<IGrouping<string, (string Tensor, double Norm)>> modules =
            [.. norms.GroupBy(norm => Layer.ModuleOf(norm.Tensor)).OrderByDescending(module => module.Max(norm => norm.Norm))];
        bool leads = modules.Count > 1 && modules[0].Max(norm => norm.Norm) > Leads * modules[1].Max(norm => norm.Norm);
        return leads ? modules[0].MaxBy(norm => norm.Norm).Tensor : null;
    }
}
