using GradWatch.Benchmarks;

switch (args)
{
    case ["observations", ..]:
        return ObservationThroughput.Run(args);
    case ["event-files", ..]:
        return EventFileThroughput.Run(args);
    default:
        Console.Error.WriteLine("usage: GradWatch.Benchmarks observations [--each] | event-files …");
        return 2;
}
