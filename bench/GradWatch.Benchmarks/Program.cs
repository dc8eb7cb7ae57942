using GradWatch.Benchmarks;

switch (args)
{
    case ["observations", ..]:
        return ObservationThroughput.Run();
    case ["event-files", ..]:
        return EventFileThroughput.Run(args);
    default:
        Console.Error.WriteLine("usage: GradWatch.Benchmarks observations | event-files …");
        return 2;
}
