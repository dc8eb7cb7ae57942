// A small Transformer learns to write a sequence of digits backwards: AdamW, warm-up, clipped gradients.
//   dotnet run -c Release --project samples/SmallTransformer [-- --steps 300 --report small-transformer.html]
using GradWatch.Reports;
using GradWatch.TorchSharp;
using TorchSharp;
using static TorchSharp.torch;

if (!int.TryParse(Option("--steps", "300"), out int steps) || steps < 1)
{
    Console.Error.WriteLine("--steps takes a whole number from 1 on.");
    return 2;
}
string file = Option("--report", "small-transformer.html");
set_num_threads(1); // So small a model is trained fastest by one.
manual_seed(1);

const int Warmup = 30;
var sequences = new ReversedDigits(length: 8);
using var model = new SmallTransformer(ReversedDigits.Vocabulary, sequences.Length, width: 64, layers: 2);
using optim.Optimizer optimizer = optim.AdamW(model.parameters(), 3e-3);

// Adam's first steps are as large as the rate, whatever the gradient: the rate rises over the first of them.
var schedule = optim.lr_scheduler.LambdaLR(optimizer, step => Math.Min(1.0, (step + 1.0) / Warmup));

using TrainingWatch watch = TrainingWatch.Attach(model, optimizer, options =>
{
    options.Name = "small Transformer";
    options.ClipGradientNorm(1.0);
});
watch.Monitor.EpisodeOpened += episode => Console.WriteLine($"{episode.Severity}: {episode.First.Sentence}");

for (int step = 0; step < steps; step++)
{
    using IDisposable scope = NewDisposeScope();
    (Tensor inputs, Tensor targets) = sequences.Next(64);
    optimizer.zero_grad();
    Tensor loss = nn.functional.cross_entropy(model.call(inputs).flatten(0, 1), targets.flatten());
    loss.backward();
    StepResult result = watch.Step(loss);
    schedule.step();
    if (step % 50 == 0 || step == steps - 1)
        Console.WriteLine($"step {step,4}  loss {result.Loss:F4}  gradient norm {result.GradientNorm:F3}");
}

using (no_grad())
using (NewDisposeScope())
{
    (Tensor inputs, Tensor targets) = sequences.Next(500);
    double right = model.call(inputs).argmax(-1).eq(targets).to(float32).mean().ToDouble();
    Console.WriteLine($"Digits in their right place, in 500 new sequences: {right:P1}");
}

Report report = watch.Report();
TextReport.Write(report, Console.Out);
ReportFile.Save(report, file);
Console.WriteLine($"Report: {Path.GetFullPath(file)}");
return report.Verdict == "critical" ? 1 : 0;

string Option(string name, string usual) => Array.IndexOf(args, name) is >= 0 and int at && at + 1 < args.Length ? args[at + 1] : usual;
