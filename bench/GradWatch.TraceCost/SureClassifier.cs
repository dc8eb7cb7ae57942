using GradWatch.Diagnosis.Origins;
using GradWatch.TorchSharp;
using GradWatch.Wording;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GradWatch.TraceCost;

/// <summary>A classifier with a hand-written cross-entropy that trains until it is sure, and its logarithm meets 0.</summary>
internal static class SureClassifier
{
    internal static void Write(TextWriter output)
    {
        manual_seed(3);
        using Sequential model = nn.Sequential(
            ("fc0", nn.Linear(16, 32)), ("relu0", nn.ReLU()), ("fc1", nn.Linear(32, 32)), ("relu1", nn.ReLU()), ("out", nn.Linear(32, 1)));
        using Tensor x = randn(64, 16) * 3, y = x[.., 0].gt(0).to(float32).unsqueeze(1);
        using optim.Optimizer optimizer = optim.SGD(model.parameters(), 0.5, momentum: 0.9);
        using TrainingWatch watch = TrainingWatch.Attach(model, optimizer, options => options.Trace());
        for (int step = 0; step < 400 && watch.Monitor.Origins.Count == 0; step++)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor Loss()
            {
                Tensor p = model.call(x).sigmoid();
                return -((y * p.log()) + ((1 - y) * (1 - p).log())).mean();
            }
            optimizer.zero_grad();
            Tensor loss = Loss();
            loss.backward();
            watch.Step(loss, Loss);
        }
        foreach (NonFiniteOrigin origin in watch.Monitor.Origins)
        {
            output.WriteLine(origin.Summary);
            foreach (Sentence evidence in origin.Evidence)
                output.WriteLine($"  + {evidence}");
        }
    }
}
