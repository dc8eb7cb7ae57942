using GradWatch.Cli;

return CommandLine.Run(args);
