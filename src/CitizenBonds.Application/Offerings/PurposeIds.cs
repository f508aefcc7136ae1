using CitizenBonds.Data;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Offerings;

/// <summary>Draws the number of a purpose before its row is written.</summary>
internal static class PurposeIds
{
    public static async Task<long> NextAsync(PortalContext portal, CancellationToken cancellationToken) =>
        await portal.Database
            .SqlQuery<long>($"""select nextval('portal.purposes_id_seq') as "Value" """)
            .SingleAsync(cancellationToken);
}
