using CitizenBonds.Domain.Ledger;

namespace CitizenBonds.Domain.Tests.Ledger;

public sealed class LedgerRulesTests
{
    private static readonly LedgerAccountState Empty = new(AccountKind.Cash, 1, Debits: 0, Credits: 0, IsClosed: false);
    private static readonly LedgerAccountState Cash = Empty with { Credits = 10_000 };
    private static readonly LedgerTransfer All = TransferLeafTests.Deposit;

    [Fact]
    public void FindRefusal_WholeBalance_IsAllowed() => Assert.Null(LedgerRules.FindRefusal(All, Cash, Empty));

    [Fact]
    public void FindRefusal_OneUnitOverBalance_IsRefused() =>
        Assert.Equal(LedgerRefusal.BalanceTooLow, LedgerRules.FindRefusal(All with { Amount = 10_001 }, Cash, Empty));

    [Theory]
    [InlineData(AccountKind.BankOmnibus)]
    [InlineData(AccountKind.Issuance)]
    public void FindRefusal_SourceOfCashOrTokens_MayGoBelowZero(AccountKind kind) =>
        Assert.Null(LedgerRules.FindRefusal(All, Empty with { Kind = kind }, Empty));

    [Fact]
    public void FindRefusal_EachBrokenCondition_IsNamedInOrder()
    {
        var nothing = All with { Amount = 0, Credit = 1 };
        Assert.Equal(LedgerRefusal.AmountNotPositive, LedgerRules.FindRefusal(nothing, null, null));
        Assert.Equal(LedgerRefusal.SameAccount, LedgerRules.FindRefusal(All with { Credit = 1 }, null, null));
        var longReference = All with { Reference = new string('x', 201) };
        Assert.Equal(LedgerRefusal.ReferenceDoesNotFit, LedgerRules.FindRefusal(longReference, null, null));
        Assert.Equal(LedgerRefusal.DebitAccountUnknown, LedgerRules.FindRefusal(All, null, null));
        Assert.Equal(LedgerRefusal.CreditAccountUnknown, LedgerRules.FindRefusal(All, Empty, null));
        Assert.Equal(LedgerRefusal.AssetsDiffer, LedgerRules.FindRefusal(All, Empty, Empty with { Asset = 2 }));
        var closed = Empty with { IsClosed = true };
        Assert.Equal(LedgerRefusal.DebitAccountClosed, LedgerRules.FindRefusal(All, closed, Empty));
        Assert.Equal(LedgerRefusal.CreditAccountClosed, LedgerRules.FindRefusal(All, Empty, closed));
        var full = Empty with { Credits = long.MaxValue };
        Assert.Equal(LedgerRefusal.TotalTooLarge, LedgerRules.FindRefusal(All with { Amount = 1 }, Cash, full));
    }
}
