using GradWatch.Logs.ConsoleText;
using GradWatch.Logs.Csv;
using GradWatch.Logs.HuggingFace;
using GradWatch.Logs.JsonLines;
using GradWatch.Logs.TensorBoard;
using GradWatch.Logs.Wandb;

namespace GradWatch.Logs;

/// <summary>The formats that are read, the most specific first.</summary>
internal static class LogFormats
{
    private static readonly ILogFormat[] All =
    [
        new TensorBoardFormat(),
        new WandbFormat(),
        new TrainerStateFormat(),
        new JsonLinesFormat(),
        new CsvFormat(),
        new ConsoleTextFormat(),
    ];

    /// <summary>The format of a file by its head, with its id; null when it is none.</summary>
    internal static (ILogFormat Format, string Id)? Recognise(LogHead head)
    {
        foreach (ILogFormat format in All)
        {
            if (format.Recognise(head) is { } id)
                return (format, id);
        }
        return null;
    }
}
