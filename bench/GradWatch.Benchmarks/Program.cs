using GradWatch.Benchmarks;
using GradWatch.Benchmarks.Reading;

switch (args)
{
    case ["observations", ..]:
        return ObservationThroughput.Run(args);
    case ["event-files", ..]:
        return EventFileThroughput.Run(args);
    case ["reading", ..]:
        return ReadingThroughput.Run(args);
    default:
        Console.Error.WriteLine("usage: GradWatch.Benchmarks observations [--each] | event-files … | reading …");
        return 2;
}
