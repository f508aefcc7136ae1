using CitizenBonds.Domain.Ledger;

namespace CitizenBonds.Domain.Tests.Ledger;

/// <summary>One small true ledger, and one change for every fault the audit can name.</summary>
public sealed class LedgerAuditTests
{
    private const long Bank = 1;
    private const long Alice = 2;
    private const long Bob = 3;
    private const long Series = 4;
    private const long AliceTokens = 5;
    private const long Yen = 1;
    private const long Token = 7;
    private static readonly DateTimeOffset Start = new(2026, 4, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly LedgerTransfer[] TrueTransfers =
    [
        Transfer(1, Bank, Alice, 100, Yen, LedgerReason.Deposit),
        Transfer(2, Alice, Bob, 40, Yen, LedgerReason.TradeCash),
        Transfer(3, Series, AliceTokens, 5, Token, LedgerReason.TokensIssued),
        Transfer(4, AliceTokens, Series, 2, Token, LedgerReason.TokensRetired),
        Transfer(5, Bob, Bank, 10, Yen, LedgerReason.Withdrawal),
    ];

    [Fact]
    public void Audit_TrueLedger_FindsNothing() => Assert.Null(Find(TrueTransfers));

    [Theory]
    [InlineData(LedgerFault.IdNotNext, 3)]
    [InlineData(LedgerFault.AmountNotPositive, 2)]
    [InlineData(LedgerFault.SameAccount, 2)]
    [InlineData(LedgerFault.ReferenceDoesNotFit, 2)]
    [InlineData(LedgerFault.AccountUnknown, 2)]
    [InlineData(LedgerFault.AssetsDiffer, 2)]
    public void AddTransfer_BrokenTransfer_IsNamedWithItsId(LedgerFault fault, long id)
    {
        var transfers = TrueTransfers.ToArray();
        ref var broken = ref transfers[id - 1];
        broken = fault switch
        {
            LedgerFault.IdNotNext => broken with { Id = id + 1 },
            LedgerFault.AmountNotPositive => broken with { Amount = 0 },
            LedgerFault.SameAccount => broken with { Credit = broken.Debit },
            LedgerFault.ReferenceDoesNotFit => broken with { Reference = new string('x', 201) },
            LedgerFault.AccountUnknown => broken with { Credit = 99 },
            _ => broken with { Asset = Token },
        };
        var finding = Find(transfers);
        Assert.Equal((fault, "transfer"), (finding?.Fault, finding?.Subject));
    }

    [Fact]
    public void AddTransfer_SpendsMoreThanThereIs_IsFoundWhenTheBookingEnds()
    {
        var transfers = TrueTransfers.ToArray();
        transfers[1] = transfers[1] with { Amount = 101 };
        var finding = Find(transfers);
        Assert.Equal((LedgerFault.BalanceBelowZero, Alice), (finding?.Fault, finding?.Number));
    }

    [Fact]
    public void AddTransfer_BelowZeroInsideOneBooking_IsAllowed()
    {
        LedgerTransfer[] transfers =
        [
            Transfer(1, Alice, Bob, 40, Yen, LedgerReason.TradeCash) with { BookedAt = Start },
            Transfer(2, Bank, Alice, 100, Yen, LedgerReason.Deposit) with { BookedAt = Start },
        ];
        Assert.Null(Find(transfers));
    }

    [Fact]
    public void AddAccount_TwiceOrWithAWrongPermission_IsNamed()
    {
        var audit = new LedgerAudit();
        var bank = new ExportedAccount(1, "B", AccountKind.BankOmnibus, Yen, 0, 0, MayGoNegative: true);
        Assert.Null(audit.AddAccount(bank));
        Assert.Equal(LedgerFault.AccountTwice, audit.AddAccount(bank)?.Fault);
        Assert.Equal(LedgerFault.WrongPermission, audit.AddAccount(bank with { Id = 2, MayGoNegative = false })?.Fault);
        var cash = bank with { Id = 3, Kind = AccountKind.Cash };
        Assert.Equal(LedgerFault.WrongPermission, audit.AddAccount(cash)?.Fault);
    }

    [Fact]
    public void Finish_StatedTotalOffByOne_IsNamed()
    {
        var finding = Find(TrueTransfers, account => account.Id == Bob ? account with { Credits = 41 } : account);
        Assert.Equal((LedgerFault.TotalsDiffer, Bob), (finding?.Fault, finding?.Number));
    }

    [Fact]
    public void Finish_TokensRetiredUnderAnotherReason_IsASupplyThatDiffers()
    {
        var transfers = TrueTransfers.ToArray();
        transfers[3] = transfers[3] with { Reason = LedgerReason.TradeTokens };
        Assert.Equal((LedgerFault.SupplyDiffers, Token), (Find(transfers)?.Fault, Find(transfers)?.Number));
    }

    [Theory]
    [InlineData(LedgerFault.BlockLinkBroken)]
    [InlineData(LedgerFault.TransfersMissing)]
    [InlineData(LedgerFault.MerkleRootDiffers)]
    [InlineData(LedgerFault.TreeRootDiffers)]
    [InlineData(LedgerFault.BlockHashDiffers)]
    public void CloseBlock_ForgedBlock_IsNamed(LedgerFault fault) =>
        Assert.Equal((fault, "block", 2L), Find(TrueTransfers, forge: (height, block) => (height, fault) switch
        {
            (2, LedgerFault.BlockLinkBroken) => block with { Block = block.Block with { PreviousHash = Hash256.Zero } },
            (2, LedgerFault.TransfersMissing) => block with { Block = block.Block with { Count = 3 } },
            (2, LedgerFault.MerkleRootDiffers) => block with { Block = block.Block with { MerkleRoot = Hash256.Zero } },
            (2, LedgerFault.TreeRootDiffers) => block with { Block = block.Block with { TreeRoot = Hash256.Zero } },
            (2, _) => block with { StatedHash = Hash256.Zero },
            _ => block,
        }) is { } finding ? (finding.Fault, finding.Subject, finding.Number) : default);

    private static LedgerFinding? Find(
        LedgerTransfer[] transfers,
        Func<ExportedAccount, ExportedAccount>? restate = null,
        Func<long, ExportedBlock, ExportedBlock>? forge = null)
    {
        var audit = new LedgerAudit();
        foreach (var account in AccountsAfter(transfers))
            if (audit.AddAccount(restate?.Invoke(account) ?? account) is { } finding) return finding;
        LedgerBlock? previous = null;
        var tree = new MerkleFrontier();
        foreach (var chunk in transfers.Chunk(2))
        {
            foreach (var transfer in chunk)
                if (audit.AddTransfer(transfer) is { } finding) return finding;
            if (chunk.Length < 2) break; // What is not sealed yet.
            previous = LedgerBlock.Seal(previous, chunk.Select(transfer => TransferLeaf.Hash(transfer)), tree, Start);
            var block = new ExportedBlock(previous, previous.Hash());
            if (audit.CloseBlock(forge?.Invoke(previous.Height, block) ?? block) is { } broken) return broken;
        }
        return audit.Finish();
    }

    private static IEnumerable<ExportedAccount> AccountsAfter(LedgerTransfer[] transfers)
    {
        (long Id, AccountKind Kind, long Asset)[] accounts =
        [
            (Bank, AccountKind.BankOmnibus, Yen), (Alice, AccountKind.Cash, Yen), (Bob, AccountKind.Cash, Yen),
            (Series, AccountKind.Issuance, Token), (AliceTokens, AccountKind.Holding, Token),
        ];
        return accounts.Select(account => new ExportedAccount(
            account.Id, $"P{account.Id}", account.Kind, account.Asset,
            transfers.Where(transfer => transfer.Debit == account.Id).Sum(transfer => transfer.Amount),
            transfers.Where(transfer => transfer.Credit == account.Id).Sum(transfer => transfer.Amount),
            account.Kind.MayGoNegative()));
    }

    private static LedgerTransfer Transfer(
        long id, long debit, long credit, long amount, long asset, LedgerReason reason) =>
        new(id, debit, credit, amount, asset, reason, $"r:{id}", Start.AddSeconds(id));
}
