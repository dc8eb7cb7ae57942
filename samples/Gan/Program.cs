// A generator and a discriminator, each with an optimizer and so each with a watch of its own. The data are points on a ring.
//   dotnet run -c Release --project samples/Gan [-- --steps 600 --report gan.html]
using GradWatch.Reports;
using GradWatch.TorchSharp;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

if (!int.TryParse(Option("--steps", "600"), out int steps) || steps < 1)
{
    Console.Error.WriteLine("--steps takes a whole number from 1 on.");
    return 2;
}
string file = Option("--report", "gan.html");
set_num_threads(1); // So small a model is trained fastest by one.
manual_seed(1);

const int Batch = 128, Noise = 8;
using Sequential generator = nn.Sequential(
    ("in", nn.Linear(Noise, 64)), ("relu1", nn.ReLU()), ("mid", nn.Linear(64, 64)), ("relu2", nn.ReLU()), ("out", nn.Linear(64, 2)));
using Sequential discriminator = nn.Sequential(
    ("in", nn.Linear(2, 64)), ("leaky1", nn.LeakyReLU(0.2)), ("mid", nn.Linear(64, 64)), ("leaky2", nn.LeakyReLU(0.2)), ("out", nn.Linear(64, 1)));
using optim.Optimizer generatorStep = optim.Adam(generator.parameters(), 1e-3, beta1: 0.5, beta2: 0.999);
using optim.Optimizer discriminatorStep = optim.Adam(discriminator.parameters(), 1e-3, beta1: 0.5, beta2: 0.999);

// A watch sees the parameters that its optimizer steps. The discriminator's gradients that come from training the generator are
// zeroed before its own backward pass, so that neither watch sees the other's.
using TrainingWatch generatorWatch = TrainingWatch.Attach(generator, generatorStep, options => options.Name = "generator");
using TrainingWatch discriminatorWatch = TrainingWatch.Attach(discriminator, discriminatorStep, options => options.Name = "discriminator");

for (int step = 0; step < steps; step++)
{
    using IDisposable scope = NewDisposeScope();
    Tensor real = OnRing(Batch), made = generator.call(randn(Batch, Noise));

    discriminatorStep.zero_grad();
    Tensor judged = Score(real, real: true) + Score(made.detach(), real: false);
    judged.backward();
    StepResult ofDiscriminator = discriminatorWatch.Step(judged);

    generatorStep.zero_grad();
    Tensor fooled = Score(made, real: true);
    fooled.backward();
    StepResult ofGenerator = generatorWatch.Step(fooled);

    if (step % 100 == 0 || step == steps - 1)
    {
        Console.WriteLine($"step {step,4}  discriminator loss {ofDiscriminator.Loss:F3} norm {ofDiscriminator.GradientNorm:F3}"
            + $"  generator loss {ofGenerator.Loss:F3} norm {ofGenerator.GradientNorm:F3}");
    }
}

using (no_grad())
using (NewDisposeScope())
{
    Tensor radius = generator.call(randn(1000, Noise)).pow(2).sum(1).sqrt();
    Console.WriteLine($"Radius of 1000 made points: {radius.mean().ToDouble():F2} ± {radius.std().ToDouble():F2}; of the ring: 2.00 ± 0.05");
}

Report[] reports = [generatorWatch.Report(), discriminatorWatch.Report()];
foreach (Report report in reports)
{
    Console.Write($"{report.Run.Source}: ");
    TextReport.Write(report, Console.Out);
}
ReportFile.Save(reports, file);
Console.WriteLine($"Report: {Path.GetFullPath(file)}");
return reports.Any(report => report.Verdict == "critical") ? 1 : 0;

// Points at distance 2 from the middle, give or take 0.05.
static Tensor OnRing(int count)
{
    Tensor angle = rand(count, 1) * (2 * Math.PI);
    return cat([angle.cos(), angle.sin()], 1) * (2 + 0.05 * randn(count, 1));
}

Tensor Score(Tensor points, bool real)
{
    Tensor logits = discriminator.call(points);
    return nn.functional.binary_cross_entropy_with_logits(logits, real ? ones_like(logits) : zeros_like(logits));
}

string Option(string name, string usual) => Array.IndexOf(args, name) is >= 0 and int at && at + 1 < args.Length ? args[at + 1] : usual;
