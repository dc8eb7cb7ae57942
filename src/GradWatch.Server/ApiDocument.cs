using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;

namespace GradWatch.Server;

/// <summary>The machine-readable form of docs/api.md.</summary>
internal static class ApiDocument
{
    internal static void Add(IServiceCollection services) => services.AddOpenApi("v1", document =>
        document.AddDocumentTransformer((described, context, _) =>
        {
            ServerOptions options = context.ApplicationServices.GetRequiredService<ServerOptions>();
            described.Info = new() { Title = "GradWatch", Version = options.Version, Description = "Runs of neural network training: read, sent and live." };
            return Task.CompletedTask;
        }));
}
