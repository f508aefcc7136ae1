using System.Text;
using CitizenBonds.Domain.Ledger;

namespace CitizenBonds.Domain.Offerings;

/// <summary>
/// Draws lots so that anyone can draw again: each application's ticket is SHA-256(seed ‖ application id), lowest ticket
/// first. The seed is the hash of the first Bitcoin key block after the sale closes, announced beforehand as a height,
/// as
/// its 32 bytes in the order they are printed; where no chain is followed, a secret of the portal whose
/// <see cref="CommitmentTo"/> was published before the sale opened.
/// </summary>
public static class VerifiableDraw
{
    /// <summary>An application's ticket: SHA-256 over the seed's bytes followed by the id's text as UTF-8.</summary>
    public static Hash256 Ticket(ReadOnlySpan<byte> seed, string applicationId)
    {
        var content = new byte[seed.Length + Encoding.UTF8.GetByteCount(applicationId)];
        seed.CopyTo(content);
        Encoding.UTF8.GetBytes(applicationId, content.AsSpan(seed.Length));
        return Hash256.Of(content);
    }

    /// <summary>All ids, lowest ticket first; equal tickets by id (ordinal).</summary>
    public static IReadOnlyList<string> Order(ReadOnlySpan<byte> seed, IReadOnlyCollection<string> applicationIds)
    {
        var drawn = new List<(Hash256 Ticket, string Id)>(applicationIds.Count);
        foreach (var id in applicationIds) drawn.Add((Ticket(seed, id), id));
        drawn.Sort(static (left, right) =>
        {
            var byTicket = left.Ticket.CompareTo(right.Ticket);
            return byTicket != 0 ? byTicket : string.CompareOrdinal(left.Id, right.Id);
        });
        return drawn.ConvertAll(static ticket => ticket.Id);
    }

    /// <summary>
    /// What is published before the sale so that the seed cannot be chosen afterwards: SHA-256 of the seed.
    /// </summary>
    public static Hash256 CommitmentTo(ReadOnlySpan<byte> seed) => Hash256.Of(seed);

    /// <summary>True when the seed shown after the sale is the one committed to.</summary>
    public static bool IsCommitted(ReadOnlySpan<byte> seed, Hash256 commitment) => CommitmentTo(seed) == commitment;
}
