using BenchmarkDotNet.Running;
using GradWatch.Benchmarks;
using GradWatch.Benchmarks.Reading;
using GradWatch.Benchmarks.Statistics;

switch (args)
{
    case ["observations", ..]:
        return ObservationThroughput.Run(args);
    case ["event-files", ..]:
        return EventFileThroughput.Run(args);
    case ["reading", ..]:
        return ReadingThroughput.Run(args);
    case ["start-up", string tool]:
        return StartUp.Run(tool);
    case ["statistics"]:
        return StatisticsTable.Run();
    case ["statistics", "--accuracy"]:
        return StatisticsAccuracy.Run();
    case ["statistics", "--benchmarkdotnet"]:
        BenchmarkRunner.Run<TensorStatisticsBenchmark>();
        return 0;
    case ["checkpoints", ..]:
        return CheckpointThroughput.Run(args);
    default:
        Console.Error.WriteLine(
            "usage: GradWatch.Benchmarks observations [--each] | event-files … | reading … | start-up TOOL | "
            + "statistics [--accuracy | --benchmarkdotnet] | checkpoints [--gigabytes 2]");
        return 2;
}
