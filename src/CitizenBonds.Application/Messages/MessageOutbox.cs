using System.Data.Common;
using CitizenBonds.Data.Identity;
using CitizenBonds.Data.Messages;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CitizenBonds.Application.Messages;

/// <summary>
/// The outbox in the portal's own database. Inside a transaction of the identity context the letter commits with it; a
/// use case with a transaction of its own calls <see cref="EmailTable"/> on that connection.
/// </summary>
public sealed class MessageOutbox(
    IdentityContext identity, [FromKeyedServices(Identity.RealTime.Key)] TimeProvider time) : IMessageOutbox
{
    public async Task<long?> AppendAsync(Guid toUser, Letter letter, CancellationToken cancellationToken)
    {
        await identity.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            DbTransaction? transaction = identity.Database.CurrentTransaction?.GetDbTransaction();
            var email = new NewEmail(toUser, letter.EventKey, letter.Subject, letter.Body, time.GetUtcNow());
            return await EmailTable.AppendAsync(
                identity.Database.GetDbConnection(), transaction, email, cancellationToken);
        }
        finally
        {
            await identity.Database.CloseConnectionAsync();
        }
    }
}
