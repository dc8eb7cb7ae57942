using GradWatch.Observations;
using GradWatch.Storage.Runs;
using Xunit;

namespace GradWatch.Taps.Tests.Python;

public sealed class PythonClientTests
{
    private const string Loop = """
        import sys, time, gradwatch
        run = gradwatch.init("loop", run_id="loop", interval=0.02)
        for step in range(300):
            run.log(step, loss=1.0 / (step + 1), grad_norm=float("nan") if step == 7 else 2.0)
            time.sleep(0.005)
        """;

    private static readonly Series Loss = new(Quantity.Loss), Norm = new(Quantity.GradNorm);

    [Fact]
    public async Task The_clients_own_tests_pass()
    {
        PythonProgram.Require();
        using PythonProgram tests = new(new Uri("http://127.0.0.1:9"), "-m", "unittest", "discover", "-s", "tests");
        (int status, _, string errors) = await tests.EndAsync();
        Assert.True(status == 0, errors);
    }

    [Fact]
    public async Task A_model_that_PyTorch_trains_is_watched_with_one_line()
    {
        PythonProgram.Require(torch: true);
        await using SomeServer server = await SomeServer.StartAsync();
        using PythonProgram training = new(server.Address, "-c", """
            import torch, gradwatch
            torch.manual_seed(1)
            model = torch.nn.Sequential(torch.nn.Linear(8, 16), torch.nn.Tanh(), torch.nn.Linear(16, 1))
            optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
            run = gradwatch.watch(model, optimizer, name="mlp", run_id="mlp")
            data, target = torch.randn(16, 8), torch.randn(16, 1)
            for step in range(40):
                optimizer.zero_grad()
                loss = (model(data) - target).pow(2).mean() * (1e30 if step > 30 else 1)
                loss.backward()
                optimizer.step()
                run.log(loss=loss)
            """);
        (int status, _, string errors) = await training.EndAsync();
        Assert.Equal((0, ""), (status, errors));
        RunSummary run = Assert.Single(await server.RunsAsync());
        Assert.Equal(("mlp", RunStatus.Finished, "critical", 39L, "SGD"), (run.Name, run.Status, run.Verdict, run.LastStep, run.Tags["optimizer"]));
        Assert.Equal(Enumerable.Range(0, 40).Select(step => (long)step), (await server.ValuesAsync(Loss)).Select(point => point.Step));
        Assert.Equal(40, (await server.ValuesAsync(new Series(Quantity.GradNorm, "0.weight"))).Count);
        Assert.True((await server.ValuesAsync(new Series(Quantity.UpdateRatio))).Count >= 10);
    }

    [Fact]
    public async Task While_the_server_is_away_nothing_is_lost_and_nothing_doubled()
    {
        PythonProgram.Require();
        await using SomeServer server = await SomeServer.StartAsync();
        using PythonProgram training = new(server.Address, "-c", Loop);
        await Waiting.UntilAsync(async () => (await server.RunsAsync()) is [{ Rows: > 20 }], "the first rows");
        await server.RestartAsync();
        (int status, _, _) = await training.EndAsync();
        Assert.Equal(0, status);
        Assert.Equal(Enumerable.Range(0, 300).Select(step => (long)step), (await server.ValuesAsync(Loss)).Select(point => point.Step));
        Assert.Equal(double.NaN, (await server.ValuesAsync(Norm))[7].Value);
    }

    [Fact]
    public async Task Of_a_trainer_that_is_killed_what_it_sent_is_kept_without_a_gap()
    {
        PythonProgram.Require();
        await using SomeServer server = await SomeServer.StartAsync();
        using PythonProgram training = new(server.Address, "-c", Loop);
        await Waiting.UntilAsync(async () => (await server.RunsAsync()) is [{ Rows: > 20 }], "the first rows");
        training.Kill();
        await training.EndAsync();
        IReadOnlyList<(long Step, double Value)> kept = await server.ValuesAsync(Loss);
        Assert.InRange(kept.Count, 21, 300);
        Assert.Equal(Enumerable.Range(0, kept.Count).Select(step => (long)step), kept.Select(point => point.Step));
    }
}
