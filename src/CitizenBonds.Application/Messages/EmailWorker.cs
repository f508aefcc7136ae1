using CitizenBonds.Application.Workers;
using Microsoft.Extensions.DependencyInjection;

namespace CitizenBonds.Application.Messages;

/// <summary>Sends letters as they come. Registered only where a mail server is named.</summary>
public sealed class EmailWorker(IServiceScopeFactory scopes) : IWorker
{
    public string Name => "letters";

    public TimeSpan Pause => TimeSpan.FromSeconds(5);

    public async Task<int> RunAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<SendEmails>().RunAsync(cancellationToken);
    }
}
