using CitizenBonds.Data;
using CitizenBonds.Domain.Bonds;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Custody;

/// <summary>How near a series is to its end.</summary>
internal enum SeriesEnd
{
    Open,

    /// <summary>Who is paid back is written down, and not everybody has been paid.</summary>
    Closing,
    PaidBack,
}

/// <summary>Reads how near a series is to its end.</summary>
internal static class SeriesEnds
{
    /// <remarks>The run is locked: it cannot start between this look and the commit.</remarks>
    public static async Task<SeriesEnd> LookAsync(
        PortalContext portal, long issueId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var run = await portal.PaymentRuns
            .FromSql($"""
                select * from portal.payment_runs
                where issue_id = {issueId} and kind = {(short)PaymentKind.Redemption} for share
                """)
            .AsNoTracking()
            .SingleOrDefaultAsync(cancellationToken);
        if (run is null) return SeriesEnd.Open;
        if (run.State == PaymentRunState.Paid) return SeriesEnd.PaidBack;
        return run.State == PaymentRunState.Scheduled && now <= run.RecordAt ? SeriesEnd.Open : SeriesEnd.Closing;
    }
}
