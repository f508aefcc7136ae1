using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Offerings;

/// <summary>What an investor has typed and not yet confirmed.</summary>
public sealed class ApplicationDraftRow
{
    public long InvestorId { get; set; }

    public long IssueId { get; set; }

    public required string QuantityText { get; set; }

    /// <summary>Typed as an amount of yen, not as a number of tokens.</summary>
    public bool IsInYen { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }
}

internal sealed class ApplicationDraftRowTable : IEntityTypeConfiguration<ApplicationDraftRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<ApplicationDraftRow> builder)
    {
        builder.ToTable("application_drafts");
        builder.HasKey(row => new { row.InvestorId, row.IssueId });
    }
}
