using System.Text;
using GradWatch.Cli;
using GradWatch.Demo;

// Blocks and the norm sign, also where the console's own code page has none.
Console.OutputEncoding = new UTF8Encoding(false);
return DemoOptions.Of(args) is { } options ? new DemoProgram(options, Console.Out).Run() : ExitStatus.Unusable;
