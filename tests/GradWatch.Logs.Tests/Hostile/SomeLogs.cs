using System.Globalization;
using System.Text;
using GradWatch.Logs.Tests.TensorBoard;
using GradWatch.Logs.Tests.Wandb;

namespace GradWatch.Logs.Tests.Hostile;

/// <summary>A small log of each format: forty steps of a loss that falls and a norm beside it.</summary>
internal static class SomeLogs
{
    public const int Steps = 40;

    /// <summary>A name and the bytes, for each format.</summary>
    public static IEnumerable<(string Name, byte[] Bytes)> All() =>
    [
        ("some.jsonl", Encoding.UTF8.GetBytes(JsonLines())), ("trainer_state.json", Encoding.UTF8.GetBytes(TrainerState())),
        ("some.csv", Encoding.UTF8.GetBytes(Csv())), ("some.log", Encoding.UTF8.GetBytes(Text())),
        ("events.out.tfevents.1", Events()), ("some.wandb", Wandb()),
    ];

    public static double Loss(int step) => 3.0 / (1 + (0.1 * step));

    public static double Norm(int step) => 0.5 + (0.01 * (step % 7));

    public static string JsonLines(int steps = Steps) => string.Concat(Enumerable.Range(0, steps).Select(step =>
        Invariant($"{{\"step\": {step}, \"loss\": {Loss(step)}, \"grad_norm\": {Norm(step)}, \"lr\": 0.001}}\n")));

    public static string TrainerState() => "{\n  \"epoch\": 1.0,\n  \"log_history\": [\n" + string.Join(",\n", Enumerable.Range(0, Steps).Select(step =>
        Invariant($"    {{\"epoch\": 0.1, \"grad_norm\": {Norm(step)}, \"learning_rate\": 1e-05, \"loss\": {Loss(step)}, \"step\": {step}}}")))
        + "\n  ],\n  \"max_steps\": 40\n}\n";

    public static string Csv() => "step,loss,grad_norm\n" + string.Concat(Enumerable.Range(0, Steps).Select(step =>
        Invariant($"{step},{Loss(step)},{Norm(step)}\n")));

    public static string Text() => "starting\n" + string.Concat(Enumerable.Range(0, Steps).Select(step =>
        Invariant($"step {step}/{Steps} | loss: {Loss(step)} | grad_norm: {Norm(step)}\n")));

    public static byte[] Events()
    {
        var writer = new EventWriter();
        for (int step = 0; step < Steps; step++)
            writer.Scalar(step, "train/loss", (float)Loss(step)).Scalar(step, "train/grad_norm", (float)Norm(step));
        return writer.Bytes;
    }

    public static byte[] Wandb()
    {
        var writer = new RunFileWriter();
        for (int step = 0; step < Steps; step++)
            writer.Log(("_step", Invariant($"{step}")), ("loss", Invariant($"{Loss(step)}")), ("grad_norm", Invariant($"{Norm(step)}")));
        return writer.Bytes;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
