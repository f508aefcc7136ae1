using CitizenBonds.Domain.Offerings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Investors;

/// <summary>Somebody who may invest; name and address live in the identity context.</summary>
public sealed class InvestorRow
{
    public long Id { get; set; }

    public Guid UserId { get; set; }

    public InvestorKind Kind { get; set; }

    /// <summary>The municipality of residence, once the identity check confirmed it.</summary>
    public long? ResidenceIssuerId { get; set; }

    public IdentityState IdentityState { get; set; }

    public DateTimeOffset? IdentityDecidedAt { get; set; }

    public DateTimeOffset? KnowledgePassedAt { get; set; }

    public long DeclaredNetAssetsYen { get; set; }

    public DateTimeOffset? LossSimulationSeenAt { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}

internal sealed class InvestorRowTable : IEntityTypeConfiguration<InvestorRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<InvestorRow> builder)
    {
        builder.ToTable("investors");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedOnAdd();
    }
}
