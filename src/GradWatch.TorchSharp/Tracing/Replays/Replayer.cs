using System.Text.RegularExpressions;
using GradWatch.TorchSharp.Tracing.State;
using TorchSharp;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tracing.Replays;

/// <summary>Runs a step again with every module watched, and leaves no trace of it: generator, buffers and gradients are put back to the bit.</summary>
internal sealed partial class Replayer(nn.Module model, IReadOnlyList<TracedModule> modules, long mostBufferBytes)
{
    /// <summary>Runs the loss and its gradients.</summary>
    /// <param name="loss">Computes the loss without <c>backward()</c>.</param>
    /// <param name="before">The state to begin from; null to begin from that of now.</param>
    /// <param name="others">Parameters outside of the model whose gradients it may touch.</param>
    /// <param name="nameOperation">Whether a further backward pass names the operation.</param>
    internal Replay Run(Func<Tensor> loss, KeptState? before, IEnumerable<Tensor> others, bool nameOperation)
    {
        List<(string Name, Tensor Tensor)> parameters = [.. modules.SelectMany(module => module.Parameters).Select(own => (own.Name, (Tensor)own.Tensor))];
        HashSet<nint> seen = [.. parameters.Select(own => own.Tensor.Handle)];
        using KeptState now = new(model, mostBufferBytes);
        now.Keep();
        using SetAsideGradients gradients = new(parameters.Select(own => own.Tensor).Concat(others.Where(other => seen.Add(other.Handle))));
        using ReplayRecorder recorder = new(modules);
        try
        {
            before?.Restore();
            return Run(loss, parameters, recorder, nameOperation) with { Fault = recorder.Fault };
        }
        finally
        {
            now.Restore();
        }
    }

    private static Replay Run(Func<Tensor> loss, List<(string Name, Tensor Tensor)> parameters, ReplayRecorder recorder, bool nameOperation)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable grad = enable_grad();
        Replay seen = new() { Forward = recorder.Forward, Backward = recorder.Backward };
        try
        {
            Tensor value = loss();
            TensorReading? reading = TensorReading.Of(value);
            seen = seen with { Loss = reading, LossValue = reading is { Statistics.Count: 1 } ? Watching.LossReader.Read(value) : double.NaN };
            Tensor[] leaves = [.. parameters.Select(own => own.Tensor).Where(tensor => tensor.requires_grad)];
            if (!value.requires_grad || value.numel() != 1 || leaves.Length == 0)
                return seen;
            // Into the model's own parameters alone: what else the loss depends on keeps its gradient untouched.
            autograd.backward([value], retain_graph: nameOperation, inputs: leaves);
            recorder.Stop();
            seen = seen with { Gradients = Read(parameters) };
            return nameOperation && seen.IsNonFinite ? seen with { Node = FirstNaN(value, leaves) } : seen;
        }
        catch (Exception thrown) when (thrown is not OutOfMemoryException)
        {
            return seen with { Thrown = thrown };
        }
    }

    private static Dictionary<string, TensorReading> Read(List<(string Name, Tensor Tensor)> parameters)
    {
        Dictionary<string, TensorReading> readings = [];
        foreach ((string name, Tensor tensor) in parameters)
        {
            using Tensor? gradient = tensor.grad;
            if (TensorReading.Of(gradient) is { } reading)
                readings[name] = reading;
        }
        return readings;
    }

    // In anomaly mode libtorch checks what every operation of the backward pass returns and throws the name of the first that is NaN.
    private static string? FirstNaN(Tensor loss, Tensor[] leaves)
    {
        using AnomalyMode anomaly = autograd.set_detect_anomaly(true);
        try
        {
            autograd.backward([loss], inputs: leaves);
            return null;
        }
        catch (Exception thrown) when (thrown is not OutOfMemoryException)
        {
            Match match = Returned().Match(thrown.Message);
            return match.Success ? match.Groups[1].Value : null;
        }
    }

    [GeneratedRegex(@"Function '(\w+)' returned nan")]
    private static partial Regex Returned();
}
