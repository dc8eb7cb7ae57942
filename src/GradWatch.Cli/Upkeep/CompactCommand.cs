using System.CommandLine;
using GradWatch.Cli.Diagnose;
using GradWatch.Cli.Runs;
using GradWatch.Cli.Texts;
using GradWatch.Storage;
using GradWatch.Wording;

namespace GradWatch.Cli.Upkeep;

/// <summary><c>gradwatch compact</c>: gives freed space back to the disk.</summary>
internal static class CompactCommand
{
    internal static Command Create(Language language)
    {
        Option<string?> place = StoreOption.Create(language);
        var command = new Command("compact", CliTexts.Get(language, "help.compact")) { place, Languages.Option(language) };
        command.SetAction(parsed => StoreOption.Use(parsed.GetValue(place), language, async (store, cancel) =>
        {
            await RunAsync(store, language, cancel).ConfigureAwait(false);
            return ExitStatus.Calm;
        }));
        return command;
    }

    internal static async Task RunAsync(IRunStore store, Language language, CancellationToken cancel)
    {
        StoreSize before = await store.SizeAsync(cancel).ConfigureAwait(false);
        StoreSize after;
        using (var progress = ReadingProgress.OnTerminal(language))
            after = await store.CompactAsync(progress is null ? null : new Shown(progress), cancel).ConfigureAwait(false);
        Console.WriteLine(CliTexts.Format(
            language, "compact.done", store.Place, after.Runs, after.Observations, ByteSize.Format(before.Bytes), ByteSize.Format(after.Bytes)));
    }

    // Progress<T> would show it later, from another thread, over the result.
    private sealed class Shown(ReadingProgress progress) : IProgress<double>
    {
        public void Report(double value) => progress.Share("progress.compact", value);
    }
}
