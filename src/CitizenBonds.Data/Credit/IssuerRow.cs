using CitizenBonds.Domain.Credit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Credit;

/// <summary>A government that may issue.</summary>
public sealed class IssuerRow
{
    public long Id { get; set; }

    /// <summary>
    /// Six digits of the official local government code with its check digit; X and digits when invented.
    /// </summary>
    public required string Code { get; set; }

    public IssuerKind Kind { get; set; }

    public required string NameJa { get; set; }

    public required string NameEn { get; set; }

    /// <summary>1 Hokkaido to 47 Okinawa; 0 for the nation.</summary>
    public short Prefecture { get; set; }

    public bool IsInvented { get; set; }
}

internal sealed class IssuerRowTable : IEntityTypeConfiguration<IssuerRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<IssuerRow> builder)
    {
        builder.ToTable("issuers");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedOnAdd();
    }
}
