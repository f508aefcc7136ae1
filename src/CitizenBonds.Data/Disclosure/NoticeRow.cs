using CitizenBonds.Domain.Disclosure;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Disclosure;

/// <summary>A notice to an investor of something that touches their money.</summary>
public sealed class NoticeRow
{
    public long Id { get; set; }

    public long InvestorId { get; set; }

    public NoticeKind Kind { get; set; }

    public long? IssueId { get; set; }

    public long Amount { get; set; }

    public long Quantity { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? ReadAt { get; set; }

    /// <summary>When its letter was written, or was found not to be wanted; null while that is due.</summary>
    public DateTimeOffset? MailedAt { get; set; }
}

internal sealed class NoticeRowTable : IEntityTypeConfiguration<NoticeRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<NoticeRow> builder)
    {
        builder.ToTable("notices");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedOnAdd();
    }
}
