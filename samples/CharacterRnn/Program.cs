// An LSTM learns a text character by character. Its gradients are clipped, as is usual for recurrent networks.
//   dotnet run -c Release --project samples/CharacterRnn [-- --steps 400 --report character-rnn.html]
using GradWatch.Reports;
using GradWatch.TorchSharp;
using TorchSharp;
using static TorchSharp.torch;

if (!int.TryParse(Option("--steps", "400"), out int steps) || steps < 1)
{
    Console.Error.WriteLine("--steps takes a whole number from 1 on.");
    return 2;
}
string file = Option("--report", "character-rnn.html");
set_num_threads(1); // So small a model is trained fastest by one.
manual_seed(1);

var text = new CharacterText();
using var model = new CharacterModel(text.Vocabulary);
using optim.Optimizer optimizer = optim.Adam(model.parameters(), 5e-3);

// The norm in the report is that before clipping, so that the report can say whether clipping acts on rare outliers or on most steps.
using TrainingWatch watch = TrainingWatch.Attach(model, optimizer, options =>
{
    options.Name = "character RNN";
    options.ClipGradientNorm(1.0);
});
watch.Monitor.EpisodeOpened += episode => Console.WriteLine($"{episode.Severity}: {episode.First.Sentence}");

for (int step = 0; step < steps; step++)
{
    using IDisposable scope = NewDisposeScope();
    (Tensor inputs, Tensor targets) = text.Next(batch: 32, length: 48);
    optimizer.zero_grad();
    Tensor scores = model.call(inputs);
    Tensor loss = nn.functional.cross_entropy(scores.flatten(0, 1), targets.flatten());
    loss.backward();
    StepResult result = watch.Step(loss);
    if (step % 50 == 0 || step == steps - 1)
        Console.WriteLine($"step {step,4}  loss {result.Loss:F4}  gradient norm {result.GradientNorm:F3}  clip coefficient {result.ClipCoefficient:F2}");
}

Console.WriteLine($"It writes: {model.Continue(text, "the gradient ", 60)}");

Report report = watch.Report();
TextReport.Write(report, Console.Out);
ReportFile.Save(report, file);
Console.WriteLine($"Report: {Path.GetFullPath(file)}");
return report.Verdict == "critical" ? 1 : 0;

string Option(string name, string usual) => Array.IndexOf(args, name) is >= 0 and int at && at + 1 < args.Length ? args[at + 1] : usual;
