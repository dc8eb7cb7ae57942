using System.Text;
using GradWatch.Cli;
using GradWatch.Demo;
using GradWatch.Demo.Texts;

// Blocks and the norm sign, also where the console's own code page has none.
Console.OutputEncoding = new UTF8Encoding(false);
if (args is ["--help" or "-h" or "-?", ..])
{
    Console.Out.WriteLine(DemoTexts.Get(Languages.Of(args), "help"));
    return ExitStatus.Calm;
}
return DemoOptions.Of(args) is { } options ? new DemoProgram(options, Console.Out).Run() : ExitStatus.Unusable;
