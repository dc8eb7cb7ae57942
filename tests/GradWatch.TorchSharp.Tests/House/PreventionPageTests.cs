using GradWatch.TorchSharp.Architecture;
using GradWatch.TorchSharp.Checks;
using GradWatch.TorchSharp.Inputs;
using GradWatch.TorchSharp.Rates;
using GradWatch.TorchSharp.Weights;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tests.House;

/// <summary>The code of docs/prevention.md is the code that runs here, and does what the page says.</summary>
[Collection("torch")]
public sealed class PreventionPageTests
{
    private readonly List<object> _said = [];

    private PreventionPageTests Console => this;

    private void WriteLine(object said) => _said.Add(said);

    private string Said => string.Join("\n", _said);

    [Fact]
    public void The_code_of_the_page_is_the_code_that_runs_here()
    {
        string page = File.ReadAllText(PathOf("docs/prevention.md"));
        string tests = File.ReadAllText(PathOf("tests/GradWatch.TorchSharp.Tests/House/PreventionPageTests.cs"));
        Assert.Equal(Blocks(page, "```csharp\n", "```"), Blocks(tests, "// page begins" + "\n", "// page ends"));
    }

    [Fact]
    public void Raw_inputs_are_told_in_the_words_of_the_page()
    {
        LibTorch.Require();
        manual_seed(1);
        // page begins
        using Sequential model = nn.Sequential(nn.Linear(16, 64), nn.ReLU(), nn.Linear(64, 1));
        using Tensor inputs = randn(256, 16) * 1000 + 1000;
        PreflightReport report = Preflight.Check(model, inputs);
        Console.WriteLine(report);
        // page ends
        string shown = Blocks(File.ReadAllText(PathOf("docs/prevention.md")), "It prints\n\n```\n", "```").Single();
        Assert.Equal(shown, string.Join('\n', Said.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)));
    }

    [Fact]
    public void Weights_are_drawn_and_checked()
    {
        LibTorch.Require();
        manual_seed(0);
        // page begins
        using Sequential model = nn.Sequential(
            ("fc1", nn.Linear(16, 64)), ("relu", nn.ReLU()), ("fc2", nn.Linear(64, 1)));
        InitializationReport set = Initialization.Apply(model, new InitializationOptions { Seed = 1 });
        Console.WriteLine(set);                                      // tensor, rule, called for, before, after

        InitializationCheckReport check = InitializationCheck.Of(model);
        Console.WriteLine(check.Verdict);                            // healthy

        using Tensor batch = randn(128, 16);
        Initialization.ToUnitVariance(model, batch);                 // or: scaled by what a batch shows

        using LSTM recurrent = nn.LSTM(16, 32);
        Initialization.Apply(recurrent);                             // each gate orthogonal, forget gates open
        // page ends
        Assert.Equal("healthy", check.Verdict);
        Assert.Equal(Math.Sqrt(2.0 / 16), set.Tensors[0].Called, 1e-12);
    }

    [Fact]
    public void Inputs_are_standardized_and_checked()
    {
        LibTorch.Require();
        manual_seed(0);
        string before = Directory.GetCurrentDirectory();
        string folder = Directory.CreateTempSubdirectory("gradwatch-page-").FullName;
        Directory.SetCurrentDirectory(folder);
        try
        {
            // page begins
            using Tensor first = randn(256, 4) * 50 + 200, second = randn(256, 4) * 50 + 200;
            Standardizer standardizer = new Standardizer().Fit(first).Fit(second);
            using Tensor standard = standardizer.Transform(first);       // mean 0, deviation 1 a feature
            using Tensor again = standardizer.Inverse(standard);
            standardizer.Save("inputs.json");
            Standardizer same = Standardizer.Load("inputs.json");

            Console.WriteLine(InputCheck.Of(first).Verdict);             // critical
            Console.WriteLine(InputCheck.Of(standard).Verdict);          // healthy
            // page ends
            Assert.Equal("critical\nhealthy", Said.ReplaceLineEndings("\n").Trim());
            Assert.Equal(standardizer.Features, same.Features);
        }
        finally
        {
            Directory.SetCurrentDirectory(before);
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_rate_is_found_and_warmed_up_to()
    {
        LibTorch.Require();
        manual_seed(0);
        // page begins
        using Sequential model = nn.Sequential(nn.Linear(16, 64), nn.ReLU(), nn.Linear(64, 1));
        using SGD optimizer = optim.SGD(model.parameters(), 0.1);
        using Tensor inputs = randn(256, 16), targets = inputs.sum(1, keepdim: true);
        LearningRateSearch search = LearningRateFinder.Run(
            model, optimizer, [(inputs, targets)], (output, target) => nn.functional.mse_loss(output, target));
        Console.WriteLine(search);                                   // limit, suggested rate, table
        optimizer.ParamGroups.First().LearningRate = search.Suggested ?? 0.01;

        WarmUp warmUp = new(optimizer, steps: 20);
        for (int step = 0; step < 50; step++)
        {
            optimizer.zero_grad();
            using Tensor output = model.call(inputs);
            using Tensor loss = nn.functional.mse_loss(output, targets);
            loss.backward();
            using (warmUp.Begin())
                optimizer.step();                                    // or watch.Step(loss)
        }
        // page ends
        using Tensor last = nn.functional.mse_loss(model.call(inputs), targets);
        Assert.True(last.item<float>() < search.Points[0].Loss / 2);
    }

    [Fact]
    public void A_plain_RNN_is_told_of()
    {
        LibTorch.Require();
        manual_seed(0);
        // page begins
        using RNN model = nn.RNN(2, 64);
        using Tensor sequences = randn(100, 8, 2);
        ArchitectureReport report = ArchitectureCheck.Of(model, () => model.call(sequences));
        Console.WriteLine(report);
        // page ends
        Assert.Equal(["forgetful_recurrence", "plain_recurrence", "unclipped_recurrence"], report.Findings.Select(finding => finding.Rule).Order());
    }

    private static string[] Blocks(string text, string begin, string end) =>
    [
        .. text.ReplaceLineEndings("\n").Split(begin).Skip(1).Select(rest => rest[..rest.IndexOf(end, StringComparison.Ordinal)])
            .Select(block => string.Join('\n', block.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0))),
    ];

    private static string PathOf(string relative)
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "GradWatch.slnx")))
            directory = directory.Parent ?? throw new DirectoryNotFoundException("the tests do not run inside the repository");
        return Path.Combine(directory.FullName, relative);
    }
}
