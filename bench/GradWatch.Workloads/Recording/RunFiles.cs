using System.Globalization;

namespace GradWatch.Workloads.Recording;

/// <summary>A recorded run as a table, with the norms of its tensors in another one beside it.</summary>
internal static class RunFiles
{
    private static readonly string[] Columns =
    [
        "step", "loss", "grad_norm", "grad_max", "grad_nonfinite_tensors", "update_ratio", "update_ratio_max_tensor", "param_norm",
        "learning_rate", "clip_coefficient",
    ];

    internal static void Write(string path, IReadOnlyList<RecordedStep> steps)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        bool isScaled = steps.Any(step => step.LossScale is not null);
        IEnumerable<string> columns = isScaled ? Columns.Append("loss_scale") : Columns;
        File.WriteAllLines(path, steps.Select(step => Line(Cells(step, isScaled))).Prepend(string.Join(',', columns)));

        string[] tensors = [.. steps.SelectMany(step => step.TensorNorms.Keys).Distinct()];
        string head = string.Join(',', tensors.Prepend("step"));
        File.WriteAllLines(
            Path.ChangeExtension(path, null) + "_tensors.csv",
            steps.Select(step => Line(tensors.Select(tensor => Norm(step, tensor)).Prepend($"{step.Step}"))).Prepend(head));
    }

    private static IEnumerable<string> Cells(RecordedStep step, bool isScaled)
    {
        double[] numbers =
        [
            step.Result.Loss, step.GradNorm, step.GradMax, step.NonFiniteTensors, step.Weights.Ratio, step.Weights.LargestRatio,
            step.Weights.Norm, step.LearningRate, step.Result.ClipCoefficient,
        ];
        IEnumerable<string> cells = numbers.Select(Number).Prepend($"{step.Step}");
        return isScaled ? cells.Append(Number(step.LossScale ?? double.NaN)) : cells;
    }

    // A tensor without a gradient in a step has an empty cell.
    private static string Norm(RecordedStep step, string tensor) =>
        step.TensorNorms.TryGetValue(tensor, out double norm) ? Number(norm) : "";

    private static string Line(IEnumerable<string> cells) => string.Join(',', cells);

    private static string Number(double value) => double.IsFinite(value)
        ? value.ToString("G7", CultureInfo.InvariantCulture)
        : double.IsNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
}
