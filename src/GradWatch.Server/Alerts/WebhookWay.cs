using System.Net.Http.Headers;

namespace GradWatch.Server.Alerts;

/// <summary>Posts an alert to one address. No redirection is followed: nobody but the command line says where it goes.</summary>
internal sealed class WebhookWay(Uri address) : IAlertWay, IDisposable
{
    private const int Seconds = 10;
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = TimeSpan.FromSeconds(Seconds) };

    /// <inheritdoc/>
    public string Name => "webhook";

    /// <inheritdoc/>
    public async Task TellAsync(Alert alert, CancellationToken cancel)
    {
        int status = await PostAsync(alert, cancel).ConfigureAwait(false);
        if (status is >= 200 and < 300)
            return;
        // Too many requests, a timeout, a fault: those pass. A refusal does not.
        bool passes = status is 408 or 429 or >= 500;
        throw AlertFailedException.Of("alert.status", status, forGood: !passes);
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<int> PostAsync(Alert alert, CancellationToken cancel)
    {
        using ByteArrayContent content = new(alert.ToJson());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        using HttpRequestMessage request = new(HttpMethod.Post, address) { Content = content };
        try
        {
            using HttpResponseMessage answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel).ConfigureAwait(false);
            return (int)answer.StatusCode;
        }
        catch (HttpRequestException failure)
        {
            throw new AlertFailedException(_ => failure.Message);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw AlertFailedException.Of("alert.slow", Seconds);
        }
    }
}
