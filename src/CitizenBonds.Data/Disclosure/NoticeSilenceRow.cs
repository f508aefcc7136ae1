using CitizenBonds.Domain.Disclosure;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Disclosure;

/// <summary>An investor wants no letter of this kind; the notice in the portal stays.</summary>
public sealed class NoticeSilenceRow
{
    public long InvestorId { get; set; }

    public NoticeKind Kind { get; set; }

    public DateTimeOffset Since { get; set; }
}

internal sealed class NoticeSilenceRowTable : IEntityTypeConfiguration<NoticeSilenceRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<NoticeSilenceRow> builder)
    {
        builder.ToTable("notice_silences");
        builder.HasKey(row => new { row.InvestorId, row.Kind });
    }
}
