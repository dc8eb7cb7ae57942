using System.IO.Pipelines;
using System.Buffers;
using GradWatch.Storage.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GradWatch.Server.Live;

/// <summary>A stream of server-sent events: at most four times a second what has come since, and a comment when nothing comes for long.</summary>
internal static class LiveStream
{
    internal const string MediaType = "text/event-stream";
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(15);

    internal static async Task SendAsync(
        HttpContext context, LivePending pending, IAsyncEnumerable<RunNews> news, Func<Task> begin, CancellationToken end)
    {
        context.Response.ContentType = MediaType;
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        Task gathering = GatherAsync(pending, news, end);
        await begin().ConfigureAwait(false);
        try
        {
            PipeWriter output = context.Response.BodyWriter;
            // Browsers wait for a first byte before they say that the stream is open.
            output.Write("retry: 1000\n\n"u8);
            await output.FlushAsync(end).ConfigureAwait(false);
            await WriteAsync(output, pending, gathering, end).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The reader has gone, or the server stops: the stream ends.
        }
        await gathering.ConfigureAwait(false);
    }

    private static async Task WriteAsync(PipeWriter output, LivePending pending, Task gathering, CancellationToken end)
    {
        using PeriodicTimer timer = new(Beat);
        TimeSpan silence = TimeSpan.Zero;
        do
        {
            bool ended = gathering.IsCompleted;
            if (pending.Drain() is { } news)
            {
                LiveWriter.Write(output, news);
                silence = TimeSpan.Zero;
                await output.FlushAsync(end).ConfigureAwait(false);
            }
            else if ((silence += Beat) > LongestSilence)
            {
                output.Write(": still here\n\n"u8);
                silence = TimeSpan.Zero;
                await output.FlushAsync(end).ConfigureAwait(false);
            }
            if (ended)
                return;
        }
        while (await timer.WaitForNextTickAsync(end).ConfigureAwait(false));
    }

    private static async Task GatherAsync(LivePending pending, IAsyncEnumerable<RunNews> news, CancellationToken end)
    {
        try
        {
            await foreach (RunNews one in news.WithCancellation(end).ConfigureAwait(false))
                pending.Take(one);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // So ends a stream.
        }
    }
}
