// A small CNN with BatchNorm learns ten shapes in noisy 16 × 16 images, which are generated.
//   dotnet run -c Release --project samples/Classification [-- --steps 300 --report classification.html]
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
string file = Option("--report", "classification.html");
set_num_threads(1); // So small a model is trained fastest by one.
manual_seed(1);

var images = new ShapeImages();
using Sequential model = nn.Sequential(
    ("conv1", nn.Conv2d(1, 8, 3, padding: 1, bias: false)), ("norm1", nn.BatchNorm2d(8)), ("relu1", nn.ReLU()), ("pool1", nn.MaxPool2d(2)),
    ("conv2", nn.Conv2d(8, 16, 3, padding: 1, bias: false)), ("norm2", nn.BatchNorm2d(16)), ("relu2", nn.ReLU()), ("pool2", nn.MaxPool2d(2)),
    ("flat", nn.Flatten()), ("out", nn.Linear(16 * 4 * 4, ShapeImages.Classes)));
using optim.Optimizer optimizer = optim.SGD(model.parameters(), 0.02, momentum: 0.9);

// The watch measures every gradient from here on. It changes nothing until a guard is asked for.
using TrainingWatch watch = TrainingWatch.Attach(model, optimizer, options => options.Name = "classification");
watch.Monitor.EpisodeOpened += episode => Console.WriteLine($"{episode.Severity}: {episode.First.Sentence}");

for (int step = 0; step < steps; step++)
{
    // Tensors made in a step are freed at its end.
    using IDisposable scope = NewDisposeScope();
    (Tensor inputs, Tensor labels) = images.Next(32);
    optimizer.zero_grad();
    Tensor loss = nn.functional.cross_entropy(model.call(inputs), labels);
    loss.backward();

    // In place of optimizer.step().
    StepResult result = watch.Step(loss);
    if (step % 50 == 0 || step == steps - 1)
        Console.WriteLine($"step {step,4}  loss {result.Loss:F4}  gradient norm {result.GradientNorm:F3}");
}

model.eval();
using (no_grad())
using (NewDisposeScope())
{
    (Tensor inputs, Tensor labels) = images.Next(1000);
    double right = model.call(inputs).argmax(1).eq(labels).to(float32).mean().ToDouble();
    Console.WriteLine($"Accuracy on 1000 new images: {right:P1}");
}

// The verdict in a few lines, and the whole story as a page that opens offline.
Report report = watch.Report();
TextReport.Write(report, Console.Out);
ReportFile.Save(report, file);
Console.WriteLine($"Report: {Path.GetFullPath(file)}");
return report.Verdict == "critical" ? 1 : 0;

string Option(string name, string usual) => Array.IndexOf(args, name) is >= 0 and int at && at + 1 < args.Length ? args[at + 1] : usual;
