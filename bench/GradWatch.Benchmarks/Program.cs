using GradWatch.Benchmarks;

if (args is ["event-files", ..])
    return EventFileThroughput.Run(args);
ObservationThroughput.Run();
return 0;
