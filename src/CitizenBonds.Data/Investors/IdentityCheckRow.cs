using CitizenBonds.Domain.Offerings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Investors;

/// <summary>What a person gave for one identity check. Personal: erased when the account is closed.</summary>
public sealed class IdentityCheckRow
{
    public long Id { get; set; }

    public Guid UserId { get; set; }

    public required string FullName { get; set; }

    public DateOnly BirthDate { get; set; }

    public required string Address { get; set; }

    /// <summary>Null when the municipality is not among the portal's issuers.</summary>
    public long? ResidenceIssuerId { get; set; }

    public IdentityState State { get; set; }

    public DateTimeOffset RequestedAt { get; set; }

    public DateTimeOffset? DecidedAt { get; set; }

    /// <summary>Null while waiting, and when the portal decided by itself.</summary>
    public Guid? DecidedBy { get; set; }

    public string? RefusalReason { get; set; }
}

internal sealed class IdentityCheckRowTable : IEntityTypeConfiguration<IdentityCheckRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<IdentityCheckRow> builder)
    {
        builder.ToTable("identity_checks", "identity");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedOnAdd();
    }
}
