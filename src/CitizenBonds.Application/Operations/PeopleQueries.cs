using CitizenBonds.Data.Identity;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Operations;

/// <summary>Names of those who did something, for those who look after the portal.</summary>
public sealed class PeopleQueries(IdentityContext identity)
{
    private const int IdLengthShown = 8;

    /// <returns>A name for every id asked for; the start of the id for an account that was closed.</returns>
    public async Task<IReadOnlyDictionary<Guid, string>> NamesAsync(
        IEnumerable<Guid?> people, CancellationToken cancellationToken)
    {
        var ids = people.OfType<Guid>().Distinct().ToArray();
        var known = await identity.Users.AsNoTracking()
            .Where(user => ids.Contains(user.Id) && user.ClosedAt == null)
            .ToDictionaryAsync(user => user.Id, user => user.DisplayName, cancellationToken);
        return ids.ToDictionary(id => id, id => known.GetValueOrDefault(id) ?? id.ToString("N")[..IdLengthShown]);
    }
}
