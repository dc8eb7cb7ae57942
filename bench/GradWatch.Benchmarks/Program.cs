GradWatch.Benchmarks.ObservationThroughput.Run();
