using System.CommandLine;
using GradWatch.Cli.Texts;
using GradWatch.Storage;
using GradWatch.Wording;

namespace GradWatch.Cli.Runs;

/// <summary><c>--store PLACE</c>, and what is done with the store: every command answers the same way to one that cannot be opened.</summary>
internal static class StoreOption
{
    internal static Option<string?> Create(Language language) =>
        new("--store") { Description = CliTexts.Get(language, "help.store"), HelpName = "PLACE" };

    /// <summary>Where it is, for people: the default is named where none was given. A password is not shown.</summary>
    internal static string Named(string? place) => place is null ? RunStores.DefaultFolder
        : Uri.TryCreate(place, UriKind.Absolute, out Uri? address) && address.UserInfo.Length > 0
            ? place.Replace(address.UserInfo, address.UserInfo.Split(':')[0], StringComparison.Ordinal)
            : place;

    /// <summary>Opens a store that is there already. One that is only read is not made by being asked for.</summary>
    /// <exception cref="MissingStoreException">There is none.</exception>
    internal static ValueTask<IRunStore> OpenExistingAsync(string? place, CancellationToken cancel)
    {
        string folder = place ?? RunStores.DefaultFolder;
        return folder.Contains("://", StringComparison.Ordinal) || Path.Exists(folder)
            ? RunStores.OpenAsync(place, cancel: cancel)
            : throw new MissingStoreException(folder);
    }

    /// <summary>Does something with a store that is there; what keeps it from being used is told.</summary>
    internal static int Use(string? place, Language language, Func<IRunStore, CancellationToken, Task<int>> act) =>
        Run(place, language, async cancel =>
        {
            await using IRunStore store = await OpenExistingAsync(place, cancel).ConfigureAwait(false);
            return await act(store, cancel).ConfigureAwait(false);
        });

    /// <summary>The same for what opens the store by itself.</summary>
    internal static int Run(string? place, Language language, Func<CancellationToken, Task<int>> act)
    {
        using var interruption = new Interruption();
        try
        {
            return act(interruption.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            return ExitStatus.Interrupted;
        }
        catch (Exception failure) when (failure is MissingStoreException or StoreUnavailableException)
        {
            Console.Error.WriteLine($"{CommandLine.Name}: {Describe(failure, place, language)}");
            return ExitStatus.Unusable;
        }
    }

    internal static string Describe(Exception failure, string? place, Language language) => failure is MissingStoreException
        ? CliTexts.Format(language, "error.no_store", Named(place))
        : CliTexts.Format(language, "error.store", Named(place), failure.Message);
}
