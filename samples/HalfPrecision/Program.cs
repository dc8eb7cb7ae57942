// Training in half precision (fp16) with a dynamic loss scale: small gradients would become 0, large ones overflow at 65504.
//   dotnet run -c Release --project samples/HalfPrecision [-- --steps 300 --report half-precision.html]
using GradWatch.Reports;
using GradWatch.TorchSharp;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

if (!int.TryParse(Option("--steps", "300"), out int steps) || steps < 1)
{
    Console.Error.WriteLine("--steps takes a whole number from 1 on.");
    return 2;
}
string file = Option("--report", "half-precision.html");
set_num_threads(1); // So small a model is trained fastest by one.
manual_seed(1);

using Sequential model = nn.Sequential(
    ("in", nn.Linear(16, 128)), ("relu1", nn.ReLU()), ("mid", nn.Linear(128, 128)), ("relu2", nn.ReLU()), ("out", nn.Linear(128, 1)));
// Before the optimizer is made: it holds on to the parameters that it is given.
model.to(float16);
using optim.Optimizer optimizer = optim.SGD(model.parameters(), 0.02);

// The scale multiplies the loss; the watch divides the gradients by it again, leaves out a step that overflows and lowers the scale.
var scale = new DynamicLossScale();
using TrainingWatch watch = TrainingWatch.Attach(model, optimizer, options =>
{
    options.Name = "half precision";
    options.ScaleLoss(scale);
});
watch.Monitor.EpisodeOpened += episode => Console.WriteLine($"{episode.Severity}: {episode.First.Sentence}");

using Tensor slope = randn(16, 1) / 2;
int skipped = 0;
for (int step = 0; step < steps; step++)
{
    using IDisposable scope = NewDisposeScope();
    Tensor inputs = randn(64, 16);
    Tensor targets = inputs.mm(slope).sin() + 0.05 * randn(64, 1);
    optimizer.zero_grad();
    // The mean is taken in single precision: 64 squares may already be too large for half.
    Tensor loss = nn.functional.mse_loss(model.call(inputs.to(float16)).to(float32), targets);
    scale.Scale(loss).backward();
    StepResult result = watch.Step(loss);
    skipped += result.Stepped ? 0 : 1;
    if (step % 50 == 0 || step == steps - 1)
        Console.WriteLine($"step {step,4}  loss {result.Loss:F4}  gradient norm {result.GradientNorm:F3}");
}
Console.WriteLine($"Steps left out because a gradient overflowed: {skipped}");

Report report = watch.Report();
TextReport.Write(report, Console.Out);
ReportFile.Save(report, file);
Console.WriteLine($"Report: {Path.GetFullPath(file)}");
return report.Verdict == "critical" ? 1 : 0;

string Option(string name, string usual) => Array.IndexOf(args, name) is >= 0 and int at && at + 1 < args.Length ? args[at + 1] : usual;
