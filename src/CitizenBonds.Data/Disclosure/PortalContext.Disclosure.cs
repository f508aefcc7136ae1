using CitizenBonds.Data.Disclosure;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Data;

public sealed partial class PortalContext
{
    public DbSet<FilingRow> Filings => Set<FilingRow>();

    public DbSet<NoticeRow> Notices => Set<NoticeRow>();

    public DbSet<NoticeSilenceRow> NoticeSilences => Set<NoticeSilenceRow>();
}
