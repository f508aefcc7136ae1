namespace CitizenBonds.Application.Messages;

/// <summary>
/// Where letters wait until they are sent, or until the operator reads them when no mail server is named.
/// </summary>
public interface IMessageOutbox
{
    /// <summary>Writes a letter to a person at the address of their account. A closed account gets none.</summary>
    /// <returns>
    /// Number of the letter with this event key, just written or written before; null for a closed account.
    /// </returns>
    Task<long?> AppendAsync(Guid toUser, Letter letter, CancellationToken cancellationToken);
}
