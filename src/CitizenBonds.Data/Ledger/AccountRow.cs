using CitizenBonds.Domain.Ledger;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitizenBonds.Data.Ledger;

/// <summary>Two ever-growing totals; the balance is derived: credits less debits.</summary>
public sealed class AccountRow
{
    public long Id { get; set; }

    public AccountKind Kind { get; set; }

    public AccountOwner OwnerKind { get; set; }

    public long OwnerId { get; set; }

    public long AssetId { get; set; }

    /// <summary>The public account number.</summary>
    public required string Pseudonym { get; set; }

    /// <summary>Of a token account: the cash account that receives what the tokens earn.</summary>
    public long? PayoutAccountId { get; set; }

    public bool MayGoNegative { get; set; }

    public long Debits { get; set; }

    public long Credits { get; set; }
}

internal sealed class AccountRowTable : IEntityTypeConfiguration<AccountRow>, IPortalTable
{
    public void Configure(EntityTypeBuilder<AccountRow> builder)
    {
        builder.ToTable("accounts");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedOnAdd();
    }
}
