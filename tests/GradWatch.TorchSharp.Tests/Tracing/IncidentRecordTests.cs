using System.Text.Json;
using GradWatch.TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tests.Tracing;

[Collection("torch")]
public sealed class IncidentRecordTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public IncidentRecordTests() => LibTorch.Require();

    public void Dispose()
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void The_record_of_an_incident_holds_what_is_needed_to_look_into_it()
    {
        manual_seed(1);
        using Blocks model = new();
        using Tensor x = randn(4, 8);

        Incident.Of(model, () => model.call(x).log().mean(), configure: options =>
        {
            options.BatchIds = step => [100 + step, 7];
            options.Trace(new TraceOptions { IncidentFolder = _folder });
        });

        string file = Assert.Single(Directory.GetFiles(_folder));
        Assert.Equal("incident-0.json", Path.GetFileName(file));
        using JsonDocument record = JsonDocument.Parse(File.ReadAllBytes(file));
        JsonElement root = record.RootElement;
        Assert.Equal("gradwatch.incident/1", root.GetProperty("schema").GetString());
        Assert.Equal([100L, 7L], root.GetProperty("batch").EnumerateArray().Select(id => id.GetInt64()));
        Assert.Equal("NaN", root.GetProperty("loss").GetString());
        Assert.Equal("loss", root.GetProperty("origin").GetProperty("direction").GetString());
        JsonElement tensor = root.GetProperty("tensors").EnumerateArray().First(item => item.GetProperty("name").GetString() == "b1.a.weight");
        Assert.Equal([8L, 8L], tensor.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64()));
        Assert.True(tensor.GetProperty("param_norm").GetDouble() > 0);
        Assert.StartsWith("0.107", root.GetProperty("versions").GetProperty("torchsharp").GetString());
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_told_and_the_step_is_taken()
    {
        File.WriteAllText(_folder, "a file where the folder should be");
        using Training training = new();
        using optim.Optimizer optimizer = training.Sgd();
        using TrainingWatch watch = TrainingWatch.Attach(
            training.Model, optimizer, options => options.Trace(new TraceOptions { IncidentFolder = _folder }));
        List<Exception> faults = [];
        watch.Faulted += faults.Add;
        using Tensor loss = training.Backward();
        training.Model.parameters().First().grad!.fill_(float.NaN);

        StepResult result = watch.Step(loss, training.Loss);

        Assert.True(result.Stepped);
        Assert.IsAssignableFrom<IOException>(Assert.Single(faults));
        Assert.Single(watch.Monitor.Origins);
        File.Delete(_folder);
    }
}
