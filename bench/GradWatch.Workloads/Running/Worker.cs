using System.Text.Json;
using static TorchSharp.torch;

namespace GradWatch.Workloads.Running;

/// <summary>The process that trains: requests in on standard input, outcomes out, a line each, until the input ends.</summary>
internal static class Worker
{
    internal const string Argument = "--worker";

    /// <param name="recordTo">The folder that recorded runs go to; null for none.</param>
    internal static void Serve(string? recordTo)
    {
        set_num_threads(1);
        while (Console.In.ReadLine() is { } line)
        {
            Request request = Request.Parse(line);
            Console.Out.WriteLine(JsonSerializer.Serialize(ScenarioRun.Of(request.Scenario, request.Seed, recordTo), Wire.Line));
            Console.Out.Flush();
        }
    }
}
